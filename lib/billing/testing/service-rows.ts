import { asc, eq } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { invoices, planChanges, subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { emailLog } from '@/db/schema/mail'
import { websites } from '@/db/schema/provisioning'
import { dunnings, retentions, suspensions } from '@/db/schema/service-state'
import { db } from '@/lib/database'

/** For tests: all rows about what one checkout session bought. */
export async function rowsOf(stripeSessionId: string) {
  const [row] = await db()
    .select({
      subscription: subscriptions,
      userId: customers.userId,
      website: websites,
      plan: products.code,
      checkout: checkoutSessions,
    })
    .from(checkoutSessions)
    .innerJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .innerJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  const { currentPeriodEnd: periodEnd } = row?.subscription ?? {}
  const stripeCustomerId = row?.checkout.stripeCustomerId
  if (!row || !periodEnd || !stripeCustomerId) throw new Error('The purchase left no rows')
  const { id } = row.subscription
  const [billed, changes, dunned, offline, kept] = await Promise.all([
    db()
      .select()
      .from(invoices)
      .where(eq(invoices.subscriptionId, id))
      .orderBy(asc(invoices.issuedAt), asc(invoices.number)),
    db().select().from(planChanges).where(eq(planChanges.subscriptionId, id)).orderBy(asc(planChanges.createdAt)),
    db().select().from(dunnings).where(eq(dunnings.subscriptionId, id)).orderBy(asc(dunnings.startedAt)),
    db().select().from(suspensions).where(eq(suspensions.subscriptionId, id)).orderBy(asc(suspensions.startedAt)),
    db().select().from(retentions).where(eq(retentions.subscriptionId, id)),
  ])
  return {
    ...row,
    periodEnd,
    stripeCustomerId,
    invoices: billed,
    planChanges: changes,
    dunnings: dunned,
    suspensions: offline,
    retentions: kept,
  }
}

/** For tests: the templates of all mails to an address, in order. */
export async function mailsTo(email: string): Promise<string[]> {
  const rows = await db()
    .select({ template: emailLog.template })
    .from(emailLog)
    .where(eq(emailLog.toAddress, email))
    .orderBy(asc(emailLog.createdAt))
  return rows.map((row) => row.template)
}
