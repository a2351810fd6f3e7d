import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { stampForm } from '@/lib/checkout/admit-form'
import { type Quote, quote } from '@/lib/checkout/quote'
import { AppError } from '@/lib/errors'
import { readLegalText } from '@/lib/legal/read-legal-text'
import { sampleSystemDomain } from '@/lib/provisioning/create-website'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import type { PageQuery } from '@/lib/web/page-query'
import { requestView } from '@/lib/web/request-view'
import { wordsOf } from '@/lib/words/words-of'
import { CheckoutForm } from './checkout-form'
import type { CheckoutState, Entries } from './checkout-state'
import { readDraft } from './draft'
import { PlansLinkPage } from './plans-link-page'
import { describeRenewal, priceView } from './price-view'

export async function generateMetadata(query: PageQuery): Promise<Metadata> {
  const view = await requestView(query)
  return shopMetadata(view, '/checkout', { title: wordsOf(view.locale).checkout.title })
}

/** `?plan=` and `?cycle=` say what is bought; `?canceled=1` is the way back from Stripe's payment page,
 * `?resumed=` the way of a reminder's link. */
export default async function CheckoutPage(query: PageQuery) {
  await connection()
  const { plan, cycle, canceled, resumed } = await query.searchParams
  const view = await requestView(query)
  if (resumed === 'expired') {
    const { title, text } = wordsOf(view.locale).checkout.resumed.expired
    return (
      <PlansLinkPage view={view} title={title}>
        {text}
      </PlansLinkPage>
    )
  }
  const draft = await readDraft()
  const priced = await priceUp(plan, cycle, view, draft)
  const words = wordsOf(view.locale).checkout
  // Not `notFound()`: without JavaScript its page would stay empty.
  if (priced === 'unknown plan' || priced === 'unknown term') {
    const { title, text } = priced === 'unknown plan' ? words.unknownPlan : words.unknownTerm
    return (
      <PlansLinkPage view={view} title={title}>
        {text}
      </PlansLinkPage>
    )
  }

  const initial: CheckoutState = {
    attempt: 0,
    entries: { ...nothingEntered, ...draft, couponCode: priced.couponCode ?? '' },
    attemptId: draft?.attemptId ?? randomUUID(),
    stamp: stampForm(),
    termsVersion: (await readLegalText('terms', view.locale)).version,
    fields: {},
    price: priceView(priced),
  }
  const choice = { plan: priced.plan.code, cycle: priced.cycle }
  const shelf = priced.plan.type === 'hosting' ? '/' : `/${priced.plan.type}`
  return (
    <ShopFrame view={view} path="/checkout" query={choice}>
      <div className="page-column pt-10 pb-20">
        {resumed && draft !== null && (
          <div className="mb-8">
            <Notice title={words.resumed.title}>{words.resumed.kept}</Notice>
          </div>
        )}
        {canceled && (
          <div className="mb-8">
            <Notice title={words.canceled.title}>{draft !== null && words.canceled.kept}</Notice>
          </div>
        )}
        <PageHeader title={words.title} />
        <CheckoutForm
          view={view}
          initial={initial}
          freeAddress={sampleSystemDomain()}
          plan={{ code: priced.plan.code, name: priced.plan.name }}
          cycle={priced.cycle}
          renewal={describeRenewal(priced, view.locale)}
          plansPath={`${shopPath(view, shelf, { cycle: priced.cycle })}#plans`}
        />
      </div>
    </ShopFrame>
  )
}

const nothingEntered: Entries = { 'customer.name': '', 'customer.email': '', domain: '', couponCode: '', reminder: '' }

/** A coupon that no longer holds is left out. */
async function priceUp(
  plan: unknown,
  cycle: unknown,
  { currency }: ShopView,
  draft: Entries | null,
): Promise<Quote | 'unknown plan' | 'unknown term'> {
  if (typeof plan !== 'string') return 'unknown plan'
  if (typeof cycle !== 'string' || !isBillingCycle(cycle)) return 'unknown term'
  const wish = { planCode: plan, cycle, currency }
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
