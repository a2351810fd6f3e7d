'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { sendCheckout } from './actions'
import type { CheckoutState } from './checkout-state'
import { OrderSummary } from './order-summary'
import { useFieldErrors } from './use-field-errors'

type CheckoutFormProps = {
  initial: CheckoutState
  plan: { code: string; name: string }
  cycle: BillingCycle
  renewal: string
}

/** The checkout's form and its summary, which a coupon changes. Works without JavaScript. */
export function CheckoutForm({ initial, plan, cycle, renewal }: CheckoutFormProps) {
  const [state, send] = useActionState(sendCheckout, initial)
  const { errors, onBlur, onInput } = useFieldErrors(state)
  return (
    <form action={send} noValidate onBlur={onBlur} onInput={onInput} className="mt-8">
      {/* Enter in a field presses the first button, which must be this one and not the coupon's. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
        Continue to payment
      </button>
      <input type="hidden" name="planId" value={plan.code} />
      <input type="hidden" name="billingCycle" value={cycle} />
      <input type="hidden" name="attemptId" value={state.attemptId} />
      <div className="empty:hidden mb-8">
        <ErrorSummary key={state.attempt} title={state.title} message={state.message} fields={state.fields} />
      </div>
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
        <CheckoutFields state={state} errors={errors} />
        <aside aria-label="Your order" className="lg:sticky lg:top-8">
          <OrderSummary planName={plan.name} cycle={cycle} price={state.price} renewal={renewal}>
            <SubmitButton pendingLabel="Opening the payment page…" wide>
              Continue to payment
            </SubmitButton>
          </OrderSummary>
        </aside>
      </div>
    </form>
  )
}

function CheckoutFields({ state, errors }: { state: CheckoutState; errors: Record<string, string> }) {
  const wired = (name: keyof CheckoutState['entries']) => ({
    name,
    error: errors[name],
    defaultValue: state.entries[name],
  })
  return (
    <div className="max-w-xl space-y-7">
      <Field {...wired('customer.name')} label="Your name" autoComplete="name" required />
      <Field
        {...wired('customer.email')}
        label="E-mail address"
        hint="Your order and how you sign in go to this address."
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
        required
      />
      <Field
        {...wired('domain')}
        label="A domain you already own"
        optional
        hint="For example example.com. Without one your site gets a free address."
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        {...wired('couponCode')}
        label="Coupon"
        optional
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        after={
          <Button type="submit" name="intent" value="coupon" variant="secondary" className="shrink-0">
            Apply<span className="sr-only"> coupon</span>
          </Button>
        }
      />
    </div>
  )
}
