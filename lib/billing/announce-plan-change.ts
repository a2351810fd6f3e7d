import { and, desc, eq, gt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invoices, type subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { queueMail } from '@/lib/mail/queue-mail'
import { loadService, namesOf, priceOf, readerOf } from './load-service'
import type { PlanChange } from './settle-plan-change'

type Row = typeof subscriptions.$inferSelect

/**
 * Writes to the customer that a service has another plan or cycle now, with what that cost at once.
 * @param before the row as it was until this transaction; @param after as it is now
 * @param change the wish that came true; null for a change that was made at Stripe
 */
export async function announcePlanChange(tx: Tx, before: Row, after: Row, change: PlanChange | null): Promise<void> {
  if (before.productId === after.productId && before.billingCycle === after.billingCycle) return
  const service = await loadService(tx, after.id)
  const [from] = await tx.select({ name: products.name }).from(products).where(eq(products.id, before.productId))
  await queueMail(tx, {
    dedupeKey: `plan:${after.id}:${after.syncVersion}`,
    template: 'plan-changed',
    ...readerOf(service),
    props: {
      ...namesOf(service),
      serviceId: after.id,
      fromPlanName: from?.name ?? service.planName,
      fromCycle: before.billingCycle,
      cycle: after.billingCycle,
      price: priceOf(after),
      renewsAt: after.currentPeriodEnd?.toISOString() ?? null,
      ...(await billedFor(tx, change)),
    },
  })
}

/** Of an upgrade, whose invoice is mirrored before; a downgrade costs nothing but its renewals. */
async function billedFor(tx: Tx, change: PlanChange | null) {
  const none = { charged: null, credited: null }
  if (!change || change.stripeScheduleId) return none
  const [invoice] = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.subscriptionId, change.subscriptionId), gt(invoices.createdAt, change.createdAt)))
    .orderBy(desc(invoices.issuedAt))
    .limit(1)
  if (!invoice) return none
  const { currency, amountPaid, total } = invoice
  return {
    charged: { amountMinor: amountPaid, currency },
    credited: total < 0 ? { amountMinor: -total, currency } : null,
  }
}
