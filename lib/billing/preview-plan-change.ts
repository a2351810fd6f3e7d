import { now } from '@/lib/clock'
import { AppError } from '@/lib/errors'
import type { Money } from '@/lib/money'
import { previewUpgrade } from '@/lib/stripe/preview-upgrade'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { type PlanChangeWish, planChangeTerms } from './plan-change-terms'

export type PlanChangePreview = {
  kind: 'upgrade' | 'downgrade'
  /** Given back to `changePlan`, so that it charges what was shown. */
  effectiveAt: Date
  charged: Money
  /** Taken off the next invoices. */
  credited: Money
  nextInvoice: { amount: Money; at: Date }
}

/**
 * What another plan or cycle would cost: today, and at the next invoice.
 * @throws AppError as `changePlan`
 */
export async function previewPlanChange(wish: PlanChangeWish): Promise<PlanChangePreview> {
  const { subscription, to, isUpgrade, periodEnd } = await planChangeTerms(wish)
  const nothing = { ...to.price, amountMinor: 0 }
  if (!isUpgrade) {
    const nextInvoice = { amount: to.price, at: periodEnd }
    return { kind: 'downgrade', effectiveAt: periodEnd, charged: nothing, credited: nothing, nextInvoice }
  }
  const { itemId } = await retrieveSubscription(subscription.stripeSubscriptionId)
  if (!itemId) throw new AppError('plan_change_refused', 'This service cannot be changed. Write to us.')
  const effectiveAt = now()
  const { charged, credited, nextInvoiceAt } = await previewUpgrade(
    subscription.stripeSubscriptionId,
    itemId,
    to,
    effectiveAt,
  )
  const nextAmount = Math.max(0, to.price.amountMinor - credited.amountMinor)
  const nextInvoice = { amount: { ...to.price, amountMinor: nextAmount }, at: nextInvoiceAt }
  return { kind: 'upgrade', effectiveAt, charged, credited, nextInvoice }
}
