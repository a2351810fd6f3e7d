import type { Plan } from '@/lib/catalog/list-plans'
import { now } from '@/lib/clock'
import type { Money } from '@/lib/money'
import { previewUpgrade } from '@/lib/stripe/preview-upgrade'
import { retrieveBalance } from '@/lib/stripe/retrieve-balance'
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
  /** What the customer then has in credit, from this change and from before: the next invoices use it up. */
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
  const { stripeSubscriptionId } = subscription
  const money = (amountMinor: number): Money => ({ ...to.price, amountMinor })
  /** A credit pays the next invoice as far as it goes; what is owed comes on top. */
  const comingOf = (balanceMinor: number, nextAt: Date) => ({
    credited: money(Math.max(0, -balanceMinor)),
    nextInvoice: { amount: money(Math.max(0, to.price.amountMinor + balanceMinor)), at: nextAt },
  })
  if (kind === 'downgrade') {
    const coming = comingOf(await retrieveBalance(stripeSubscriptionId), periodEnd)
    return { kind, effectiveAt: periodEnd, charged: money(0), ...coming }
  }
  const { itemId } = await retrieveSubscription(stripeSubscriptionId)
  if (!itemId) throw planFixed()
  const { charged, balanceMinor, nextInvoiceAt } = await previewUpgrade(stripeSubscriptionId, itemId, to, at)
  return { kind, effectiveAt: at, charged, ...comingOf(balanceMinor, nextInvoiceAt) }
}
