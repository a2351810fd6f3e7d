import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import { invoices, subscriptions } from '@/db/schema/billing'
import { emailLog } from '@/db/schema/mail'
import { dunnings, retentions, suspensions } from '@/db/schema/service-state'
import { applyServiceState } from '@/lib/billing/apply-service-state'
import { addDays } from '@/lib/billing/days'
import { runBillingClock } from '@/lib/billing/run-billing-clock'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { activateWebsite } from '@/lib/provisioning/activate-website'
import { addServer } from '@/lib/provisioning/add-server'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { provisionWebsite } from '@/lib/provisioning/provision-website'
import { makePlacedWebsite, readWebsite } from '@/lib/provisioning/try-provisioning'
import { startHosting } from '@/sandbox/hosting/server'

/** When each test's clock begins. */
export const start = new Date('2027-03-01T09:00:00Z')

/** For tests of what time does: a host, and nothing of Stripe. Its subscriptions become what a test says. */
export async function openHost() {
  const dataDir = mkdtempSync(join(tmpdir(), 'service-state-'))
  const hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token: 'token' })
  const credentials = { token: 'token', sitesUrl: hosting.sitesUrl }
  await addServer({ name: 'embedded', driver: 'embedded', address: hosting.controlUrl, credentials, capacity: 100 })
  return {
    dataDir,
    /** Does what the worker would do for a site, then asks it as a browser would. */
    async visit(websiteId: string): Promise<number> {
      await applyWebsite(websiteId)
      const { systemDomain } = await readWebsite(websiteId)
      return new Promise((resolve, reject) => {
        const asked = request(hosting.sitesUrl, { headers: { host: systemDomain } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
        asked.on('error', reject).end()
      })
    },
    async close(): Promise<void> {
      await hosting.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** A running site of a paid subscription, with an invoice. */
export async function makeService() {
  const { id: websiteId, subscriptionId } = await makePlacedWebsite()
  await provisionWebsite(websiteId)
  await db().transaction((tx) => activateWebsite(tx, websiteId))
  const amounts = { subtotal: 799, discount: 0, tax: 0, total: 799, amountDue: 799, amountPaid: 0 }
  await db()
    .insert(invoices)
    .values({
      stripeInvoiceId: `in_${subscriptionId}`,
      subscriptionId,
      status: 'open',
      currency: 'usd',
      ...amounts,
      hostedUrl: 'https://invoice.example/pay',
      periodStart: start,
      periodEnd: addDays(start, 31),
      issuedAt: start,
    })
  return { subscriptionId, websiteId }
}

/** What the sync does once Stripe says another status. */
export async function become(subscriptionId: string, status: string): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.update(subscriptions).set({ status }).where(eq(subscriptions.id, subscriptionId))
    await applyServiceState(tx, subscriptionId, { actor: 'stripe', cause: `evt_${status}` })
  })
}

/** The clock at some day after the start, and a minute, since the clock goes on while a test works. */
export async function onDay(day: number): Promise<void> {
  moveClock(new Date(addDays(start, day).getTime() + 60_000))
  await runBillingClock()
}

/** The mails about a service, in order: each template, and what its occasion was. */
export async function mailsOf(subscriptionId: string): Promise<string[]> {
  const rows = await db()
    .select({ template: emailLog.template, key: emailLog.dedupeKey })
    .from(emailLog)
    .where(
      sql`split_part(${emailLog.dedupeKey}, ':', 2)::uuid in (
        select id from ${dunnings} where subscription_id = ${subscriptionId}
        union select id from ${suspensions} where subscription_id = ${subscriptionId}
        union select id from ${retentions} where subscription_id = ${subscriptionId})`,
    )
    .orderBy(asc(emailLog.createdAt))
  return rows.map(({ template, key }) => [template, ...key.split(':').slice(2)].join(' '))
}

/** What the state of a service is made of. */
export async function rowsOf(subscriptionId: string) {
  return {
    dunnings: await db().select().from(dunnings).where(eq(dunnings.subscriptionId, subscriptionId)),
    suspensions: await db().select().from(suspensions).where(eq(suspensions.subscriptionId, subscriptionId)),
    retentions: await db().select().from(retentions).where(eq(retentions.subscriptionId, subscriptionId)),
  }
}
