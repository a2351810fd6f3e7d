import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { type Quote, quote } from '@/lib/checkout/quote'
import { AppError } from '@/lib/errors'
import type { PageQuery } from '@/lib/web/page-query'
import { CheckoutForm } from './checkout-form'
import type { CheckoutState, Entries } from './checkout-state'
import { readDraft } from './draft'
import { PlansLinkPage } from './plans-link-page'
import { describeRenewal, priceView } from './price-view'

export const metadata: Metadata = { title: 'Checkout' }

/** `?plan=` and `?cycle=` say what is bought; `?canceled=1` is the way back from Stripe's payment page. */
export default async function CheckoutPage({ searchParams }: PageQuery) {
  await connection()
  const { plan, cycle, canceled } = await searchParams
  const draft = await readDraft()
  const priced = await priceUp(plan, cycle, draft)
  // Not `notFound()`: without JavaScript its page would stay empty.
  if (priced === 'unknown plan') return <UnknownPlan />
  if (priced === 'unknown term') return <UnknownTerm />

  const initial: CheckoutState = {
    attempt: 0,
    entries: { ...nothingEntered, ...draft, couponCode: priced.couponCode ?? '' },
    attemptId: draft?.attemptId ?? randomUUID(),
    fields: {},
    price: priceView(priced),
  }
  return (
    <div className="page-column pt-10 pb-20">
      {canceled && <CanceledNotice isRestored={draft !== null} />}
      <PageHeader title="Checkout" />
      <CheckoutForm
        initial={initial}
        plan={{ code: priced.plan.code, name: priced.plan.name }}
        cycle={priced.cycle}
        renewal={describeRenewal(priced)}
      />
    </div>
  )
}

const nothingEntered: Entries = { 'customer.name': '', 'customer.email': '', domain: '', couponCode: '' }

/** A coupon that no longer holds is left out. */
async function priceUp(
  plan: unknown,
  cycle: unknown,
  draft: Entries | null,
): Promise<Quote | 'unknown plan' | 'unknown term'> {
  if (typeof plan !== 'string') return 'unknown plan'
  if (typeof cycle !== 'string' || !isBillingCycle(cycle)) return 'unknown term'
  const wish = { planCode: plan, cycle }
  const coupon = { couponCode: draft?.couponCode || undefined, email: draft?.['customer.email'] || undefined }
  try {
    return await quote({ ...wish, ...coupon })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unknown_plan') return 'unknown plan'
    if (error.code === 'plan_not_sold') return 'unknown term'
    if (error.code === 'invalid_coupon') return quote(wish)
    throw error
  }
}

function UnknownPlan() {
  return (
    <PlansLinkPage title="We do not sell that plan">
      The link that brought you here names a plan that is not on sale. Nothing was ordered or charged.
    </PlansLinkPage>
  )
}

function UnknownTerm() {
  return (
    <PlansLinkPage title="That plan is not sold for this term">
      Choose the plan again together with how often you want to pay. Nothing was ordered or charged.
    </PlansLinkPage>
  )
}

function CanceledNotice({ isRestored }: { isRestored: boolean }) {
  return (
    <div className="mb-8">
      <Notice title="You left the payment page, and nothing was charged.">
        {isRestored && 'What you entered is still here. Go on whenever you like.'}
      </Notice>
    </div>
  )
}
