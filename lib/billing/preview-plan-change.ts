import type { Plan } from '@/lib/catalog/list-plans'
import { now } from '@/lib/clock'
import type { Money } from '@/lib/money'
import { previewUpgrade } from '@/lib/stripe/preview-upgrade'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import {
  type PlanChangeKind,
  type PlanChangeTerms,
  type PlanChangeWish,
  planChangeTerms,
  planFixed,
} from './plan-change-terms'

/** What is shown before a change and, given back to `changePlan`, agreed to. */
export type PlanChangeOffer = {
  kind: PlanChangeKind
  /** The moment of which an upgrade is charged; the end of what is paid for a downgrade. */
  effectiveAt: Date
  /** Today. */
  charged: Money
  /** Taken off the next invoices. */
  credited: Money
  nextInvoice: { amount: Money; at: Date }
}

/**
 * What another plan or cycle would cost: today, and at the next invoice.
 * @throws AppError as `changePlan`
 */
export async function previewPlanChange(
  wish: PlanChangeWish,
): Promise<{ offer: PlanChangeOffer; fromPlan: Plan; toPlan: Plan }> {
  const terms = await planChangeTerms(wish)
  return { offer: await offerOf(terms, now()), fromPlan: terms.fromPlan, toPlan: terms.toPlan }
}

/**
 * The offer that a change is made at.
 * @param at the moment of which an upgrade is charged; the same one gives the same amount
 * @throws AppError `plan_change_refused`, `stripe_unreachable`, `stripe_refused`
 */
export async function offerOf(terms: PlanChangeTerms, at: Date): Promise<PlanChangeOffer> {
  const { subscription, to, kind, periodEnd } = terms
  const nothing = { ...to.price, amountMinor: 0 }
  if (kind === 'downgrade') {
    const nextInvoice = { amount: to.price, at: periodEnd }
    return { kind, effectiveAt: periodEnd, charged: nothing, credited: nothing, nextInvoice }
  }
  const { stripeSubscriptionId } = subscription
  const { itemId } = await retrieveSubscription(stripeSubscriptionId)
  if (!itemId) throw planFixed()
  const { charged, credited, nextInvoiceAt } = await previewUpgrade(stripeSubscriptionId, itemId, to, at)
  const nextAmount = Math.max(0, to.price.amountMinor - credited.amountMinor)
  const nextInvoice = { amount: { ...to.price, amountMinor: nextAmount }, at: nextInvoiceAt }
  return { kind, effectiveAt: at, charged, credited, nextInvoice }
}
