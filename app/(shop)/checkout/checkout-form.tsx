'use client'

import { useActionState, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import type { ShopView } from '@/lib/storefront/shop-path'
import type { Words } from '@/lib/words/en'
import { purchaseWords } from '@/lib/words/purchase-words'
import { sendCheckout } from './actions'
import { type CheckoutState, trapName } from './checkout-state'
import { ConsentNote } from './consent-note'
import { OrderSummary } from './order-summary'
import { useFieldErrors } from './use-field-errors'
import { usePaymentPage } from './use-payment-page'
import { useRunsScripts } from './use-runs-scripts'
import { useTypedEntries } from './use-typed-entries'

type CheckoutFormProps = {
  view: ShopView
  initial: CheckoutState
  /** Looks like the name that a site gets without a domain. */
  freeAddress: string
  plan: { code: string; name: string }
  cycle: BillingCycle
  renewal: string
  /** Back to the plans. */
  plansPath: string
}

/** The checkout's form and its summary, which a coupon changes. Works without JavaScript. */
export function CheckoutForm({ view, initial, freeAddress, plan, cycle, renewal, plansPath }: CheckoutFormProps) {
  const words = purchaseWords(view.locale).checkout
  const [state, send] = useActionState(sendCheckout, initial)
  const { errors, onBlur, onInput } = useFieldErrors(state, words.form.badEmail)
  const isLeaving = usePaymentPage(state)
  const runsScripts = useRunsScripts()
  const form = useRef<HTMLFormElement>(null)
  useTypedEntries(form, initial.entries, state)
  return (
    <form ref={form} action={send} noValidate onBlur={onBlur} onInput={onInput} className="mt-8">
      {/* Enter in a field presses the first button, which must be this one and not the coupon's. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
        {words.form.submit}
      </button>
      <input type="hidden" name="planId" value={plan.code} />
      <input type="hidden" name="billingCycle" value={cycle} />
      <input type="hidden" name="currency" value={view.currency} />
      <input type="hidden" name="locale" value={view.locale} />
      <input type="hidden" name="attemptId" value={state.attemptId} />
      <input type="hidden" name="stamp" value={state.stamp} />
      <input type="hidden" name="termsVersion" value={state.termsVersion} />
      <input type="hidden" name="runsScripts" value={runsScripts ? 'yes' : 'no'} />
      <div className="empty:hidden mb-8">
        <ErrorSummary
          key={state.attempt}
          title={state.title ?? words.form.checkEntries}
          message={state.message}
          fields={state.fields}
        />
      </div>
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <CheckoutFields state={state} errors={errors} words={words.form} freeAddress={freeAddress} />
        <aside aria-label={words.summary.label} className="lg:sticky lg:top-8">
          <OrderSummary
            locale={view.locale}
            planName={plan.name}
            cycle={cycle}
            price={state.price}
            renewal={renewal}
            plansPath={plansPath}
          >
            <SubmitButton pendingLabel={words.form.pending} isPending={isLeaving} wide>
              {words.form.submit}
            </SubmitButton>
            <ConsentNote view={view} termsVersion={state.termsVersion} />
          </OrderSummary>
        </aside>
      </div>
      <Trap label={words.form.trap} />
    </form>
  )
}

type CheckoutFieldsProps = {
  freeAddress: string
  state: CheckoutState
  errors: Record<string, string>
  words: Words['checkout']['form']
}

function CheckoutFields({ state, errors, words, freeAddress }: CheckoutFieldsProps) {
  const wired = (name: keyof CheckoutState['entries']) => ({
    name,
    error: errors[name],
    defaultValue: state.entries[name],
  })
  return (
    <div className="max-w-xl space-y-7">
      <Field {...wired('customer.name')} label={words.name} autoComplete="name" required />
      <Field
        {...wired('customer.email')}
        label={words.email}
        hint={words.emailHint}
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
        required
      />
      <Field
        {...wired('domain')}
        label={words.domain}
        optional={words.optional}
        hint={words.domainHint(freeAddress)}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        {...wired('couponCode')}
        label={words.coupon}
        optional={words.optional}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        after={
          <Button type="submit" name="intent" value="coupon" variant="secondary" className="shrink-0">
            {words.apply}
            <span className="sr-only"> {words.applyWhat}</span>
          </Button>
        }
      />
      <Checkbox
        name="reminder"
        value="yes"
        label={words.reminder}
        hint={words.reminderHint}
        defaultChecked={state.entries.reminder === 'yes'}
      />
    </div>
  )
}

/** Out of sight, out of the tab order and hidden from assistive technology: what fills it is a program. */
function Trap({ label }: { label: string }) {
  return (
    <div aria-hidden="true" className="absolute -left-[200vw] h-px w-px overflow-hidden">
      <label htmlFor={trapName}>{label}</label>
      <input id={trapName} name={trapName} type="text" tabIndex={-1} autoComplete="off" />
    </div>
  )
}
