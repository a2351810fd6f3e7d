import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { subscriptions } from '@/db/schema/billing'
import { websites } from '@/db/schema/provisioning'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { activateWebsite } from '@/lib/provisioning/activate-website'
import { provisionWebsite } from '@/lib/provisioning/provision-website'
import { makePlacedWebsite, readWebsite } from '@/lib/provisioning/try-provisioning'
import { applyServiceState } from './apply-service-state'
import { addDays } from './days'
import { runBillingClock } from './run-billing-clock'
import { become, mailsOf, makeService, onDay, openHost, rowsOf, start } from './testing/service'

let host: Awaited<ReturnType<typeof openHost>>

beforeAll(async () => {
  host = await openHost()
})

afterAll(() => host.close())
beforeEach(() => moveClock(start))
afterEach(() => moveClock())

test('a failed renewal is written about at once, on day 3, and suspends on day 7; the site stays online till then', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  expect(await mailsOf(subscriptionId)).toEqual(['payment-failed day-0'])
  await onDay(2.9)
  expect(await mailsOf(subscriptionId)).toHaveLength(1)
  await onDay(3)
  expect(await mailsOf(subscriptionId)).toEqual(['payment-failed day-0', 'payment-failed day-3'])
  await onDay(6.9)
  expect(await host.visit(websiteId)).toBe(200)
  await onDay(7)
  expect(await host.visit(websiteId)).toBe(503)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'suspended', generation: 2 })
  expect(await mailsOf(subscriptionId)).toEqual(['payment-failed day-0', 'payment-failed day-3', 'service-suspended'])
  const { dunnings: all, suspensions: offline } = await rowsOf(subscriptionId)
  expect(all).toMatchObject([{ startedAt: expect.any(Date), endedAt: null, nextAt: null }])
  expect(all[0]?.invoiceId).not.toBeNull()
  expect(offline).toMatchObject([{ reason: 'non_payment', cause: 'clock', liftedAt: null }])
})

test('paying after the suspension puts the site back online and says so', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  await onDay(8)
  expect(await host.visit(websiteId)).toBe(503)
  await become(subscriptionId, 'active')
  expect(await host.visit(websiteId)).toBe(200)
  expect(await mailsOf(subscriptionId)).toEqual([
    'payment-failed day-0',
    'service-suspended',
    'service-restored lifted',
  ])
  const { dunnings: all, suspensions: offline } = await rowsOf(subscriptionId)
  expect(all).toMatchObject([{ outcome: 'paid', endedAt: expect.any(Date) }])
  expect(offline).toMatchObject([{ liftedAt: expect.any(Date) }])
})

test('paying within the grace period ends the dunning and its mails', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  moveClock(addDays(start, 2))
  await become(subscriptionId, 'active')
  await onDay(3)
  await onDay(7)
  expect(await mailsOf(subscriptionId)).toEqual(['payment-failed day-0'])
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'active', generation: 1 })
})

test('the same state applied again and again changes nothing', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  await onDay(7)
  const before = JSON.stringify([await rowsOf(subscriptionId), await readWebsite(websiteId)])
  const audits = await db().$count(auditLog)
  const mails = await mailsOf(subscriptionId)
  for (let i = 0; i < 3; i++) await become(subscriptionId, 'past_due')
  await runBillingClock()
  const withoutTouch = (text: string) => text.replaceAll(/"updatedAt":"[^"]*"/g, '')
  const after = JSON.stringify([await rowsOf(subscriptionId), await readWebsite(websiteId)])
  expect(withoutTouch(after)).toBe(withoutTouch(before))
  expect(await db().$count(auditLog)).toBe(audits)
  expect(await mailsOf(subscriptionId)).toEqual(mails)
})

test('two workers that apply the same state at once do it once', async () => {
  const { subscriptionId } = await makeService()
  await db().update(subscriptions).set({ status: 'unpaid' }).where(eq(subscriptions.id, subscriptionId))
  const apply = () =>
    db().transaction((tx) => applyServiceState(tx, subscriptionId, { actor: 'stripe', cause: 'evt_x' }))
  await Promise.all([apply(), apply(), apply()])
  const rows = await rowsOf(subscriptionId)
  expect([rows.dunnings.length, rows.suspensions.length, rows.retentions.length]).toEqual([1, 1, 1])
})

test('a pause takes the site offline without a mail, and going on brings it back', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'paused')
  expect(await host.visit(websiteId)).toBe(503)
  await become(subscriptionId, 'active')
  expect(await host.visit(websiteId)).toBe(200)
  expect(await mailsOf(subscriptionId)).toEqual([])
})

test('a service that is suspended before its site runs goes offline once it runs', async () => {
  const { id: websiteId, subscriptionId } = await makePlacedWebsite()
  await become(subscriptionId, 'paused')
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'provisioning' })
  await provisionWebsite(websiteId)
  await db().transaction((tx) => activateWebsite(tx, websiteId))
  await runBillingClock()
  expect(await host.visit(websiteId)).toBe(503)
})

test('a late retry of an old wish cannot put a suspended site online', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'paused')
  expect(await host.visit(websiteId)).toBe(503)
  await db().update(websites).set({ status: 'active', generation: 1 }).where(eq(websites.id, websiteId))
  expect(await host.visit(websiteId)).toBe(503)
})

test('each change is in the audit log with its cause', async () => {
  const { subscriptionId } = await makeService()
  await become(subscriptionId, 'past_due')
  await onDay(7)
  await become(subscriptionId, 'active')
  const entries = await db()
    .select({ action: auditLog.action, actor: auditLog.actor, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subject, `subscriptions:${subscriptionId}`))
    .orderBy(asc(auditLog.at))
  expect(entries.map(({ action, actor, details }) => [action, actor, details.cause])).toEqual([
    ['dunning.started', 'stripe', 'evt_past_due'],
    ['service.suspended', 'system', 'clock'],
    ['dunning.ended', 'stripe', 'evt_active'],
    ['service.suspension_lifted', 'stripe', 'evt_active'],
  ])
  expect(now().getTime()).toBeGreaterThan(addDays(start, 6).getTime())
})
