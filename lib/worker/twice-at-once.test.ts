import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { breakers } from '@/db/schema/breakers'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { runBillingClock } from '@/lib/billing/run-billing-clock'
import { terminateService } from '@/lib/billing/terminate-service'
import { become, mailsOf, makeService, onDay, openHost, rowsOf, start } from '@/lib/billing/testing/service'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { wakeOrders } from '@/lib/fulfilment/wake-orders'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { suspendWebsite, unsuspendWebsite } from '@/lib/provisioning/suspend-website'
import { readWebsite } from '@/lib/provisioning/try-provisioning'

/** A worker that was cut off may still be at a job that another one has taken over: here both run side by side. */

let host: Awaited<ReturnType<typeof openHost>>

beforeAll(async () => {
  host = await openHost()
})

afterAll(() => host.close())
beforeEach(() => moveClock(start))
afterEach(() => moveClock())

function atOnce(job: () => Promise<unknown>): Promise<unknown> {
  return Promise.all([job(), job(), job()])
}

async function keyedJobs(key: string): Promise<number> {
  return (await db().execute(sql`select 1 from graphile_worker.jobs where key = ${key}`)).length
}

test('a site that is applied by several is what its row says, also when the row changes meanwhile', async () => {
  const { websiteId } = await makeService()
  for (const turn of [suspendWebsite, unsuspendWebsite, suspendWebsite]) {
    const late = applyWebsite(websiteId)
    await db().transaction((tx) => turn(tx, websiteId))
    await Promise.all([late, atOnce(() => applyWebsite(websiteId))])
  }
  expect(await host.visit(websiteId)).toBe(503)
  expect((await readWebsite(websiteId)).generation).toBe(4)
})

test('a service that is terminated by several ends once, with one copy of it', async () => {
  const { subscriptionId, websiteId } = await makeService()
  const { username } = await readWebsite(websiteId)
  await become(subscriptionId, 'canceled')
  await onDay(29)
  await onDay(30)
  await atOnce(() => terminateService(subscriptionId))
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminated' })
  expect(readdirSync(join(host.dataDir, 'backups')).filter((name) => name.startsWith(username))).toHaveLength(1)
  const ended = and(eq(auditLog.action, 'service.terminated'), eq(auditLog.subject, `subscriptions:${subscriptionId}`))
  expect(await db().$count(auditLog, ended)).toBe(1)
})

test('a clock that is run by several does what is due once', async () => {
  const { subscriptionId } = await makeService()
  await become(subscriptionId, 'past_due')
  moveClock(new Date(start.getTime() + 8 * 86_400_000))
  await atOnce(runBillingClock)
  expect((await rowsOf(subscriptionId)).suspensions).toHaveLength(1)
  const mails = await mailsOf(subscriptionId)
  expect(new Set(mails).size).toBe(mails.length)
})

test('orders that are woken by several get one job each', async () => {
  const [order] = await db()
    .insert(checkoutSessions)
    .values({
      email: 'john@example.com',
      customerName: 'John Doe',
      productCode: 'starter',
      billingCycle: 'monthly',
      amount: 799,
      renewalAmount: 799,
      currency: 'usd',
    })
    .returning()
  const waiting = { checkoutSessionId: order?.id ?? '', waitsFor: 'smtp' }
  const [fulfilment] = await db().insert(fulfilments).values(waiting).returning()
  await db().insert(breakers).values({ part: 'smtp' })
  await atOnce(() => wakeOrders('smtp'))
  expect(await keyedJobs(`fulfil:${fulfilment?.id}`)).toBe(1)
})
