import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { serviceHolds } from '@/db/schema/service-state'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { resumeService } from './resume-service'
import { suspendService } from './suspend-service'
import { makeStaff } from './testing/make-staff'
import { become, mailsOf, makeService, onDay, openHost, rowsOf, start } from './testing/service'

const reason = 'The site sends unwanted mail.'
let host: Awaited<ReturnType<typeof openHost>>
let staffId: string

beforeAll(async () => {
  host = await openHost()
  staffId = await makeStaff()
})

afterAll(() => host.close())
beforeEach(() => moveClock(start))
afterEach(() => moveClock())

test('staff take a service offline and put it back, each once however often they click, and its owner reads of both', async () => {
  const { subscriptionId, websiteId } = await makeService()
  const wish = { staffId, subscriptionId, reason }
  await Promise.all([suspendService(wish), suspendService(wish)])
  await suspendService(wish)
  expect(await host.visit(websiteId)).toBe(503)
  expect(await mailsOf(subscriptionId)).toEqual(['service-held'])
  await Promise.all([resumeService({ ...wish, reason: 'Cleaned up.' }), resumeService(wish)])
  await resumeService(wish)
  expect(await host.visit(websiteId)).toBe(200)
  expect(await mailsOf(subscriptionId)).toEqual(['service-held', 'service-released lifted'])
  expect((await rowsOf(subscriptionId)).suspensions).toMatchObject([{ reason: 'staff', liftedAt: expect.any(Date) }])
  expect(await db().$count(serviceHolds, eq(serviceHolds.subscriptionId, subscriptionId))).toBe(1)
  const entries = await db()
    .select({ action: auditLog.action, actor: auditLog.actor, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subject, `subscriptions:${subscriptionId}`))
    .orderBy(auditLog.at)
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['service.held', `user:${staffId}`],
    ['service.suspended', `user:${staffId}`],
    ['service.released', `user:${staffId}`],
    ['service.suspension_lifted', `user:${staffId}`],
  ])
  expect(entries[0]?.details.reason).toBe(reason)
})

test('only staff lift what staff did: neither events in any order nor a payment bring the site back', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  await onDay(7)
  await suspendService({ staffId, subscriptionId, reason })
  for (const status of ['active', 'past_due', 'active', 'active']) await become(subscriptionId, status)
  expect(await host.visit(websiteId)).toBe(503)
  expect(await mailsOf(subscriptionId)).not.toContain('service-restored lifted')
  await resumeService({ staffId, subscriptionId, reason })
  expect(await host.visit(websiteId)).toBe(200)
  expect((await mailsOf(subscriptionId)).at(-1)).toBe('service-released lifted')
})

test('a site that still owes money stays offline when staff lift their hold, and comes back once it is paid', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await suspendService({ staffId, subscriptionId, reason })
  await become(subscriptionId, 'past_due')
  await onDay(7)
  await resumeService({ staffId, subscriptionId, reason })
  expect(await host.visit(websiteId)).toBe(503)
  expect(await mailsOf(subscriptionId)).not.toContain('service-released lifted')
  await become(subscriptionId, 'active')
  expect(await host.visit(websiteId)).toBe(200)
})

test('customers, staff with a temporary password and unknown users may do neither; nothing changes', async () => {
  const { subscriptionId, websiteId } = await makeService()
  const others = [
    await makeStaff({ role: 'customer' }),
    await makeStaff({ mustChangePassword: true }),
    crypto.randomUUID(),
  ]
  for (const other of others) {
    const wish = { staffId: other, subscriptionId, reason }
    await expect(suspendService(wish)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(resumeService(wish)).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await host.visit(websiteId)).toBe(200)
  expect(await mailsOf(subscriptionId)).toEqual([])
})

test('a service that has ended, or that nobody knows, is refused', async () => {
  const { subscriptionId } = await makeService()
  await become(subscriptionId, 'canceled')
  const ended = { staffId, subscriptionId, reason }
  await expect(suspendService(ended)).rejects.toMatchObject({ code: 'subscription_ended' })
  await expect(resumeService(ended)).rejects.toMatchObject({ code: 'subscription_ended' })
  const unknown = { staffId, subscriptionId: crypto.randomUUID(), reason }
  await expect(suspendService(unknown)).rejects.toMatchObject({ code: 'not_found' })
  await expect(resumeService(unknown)).rejects.toMatchObject({ code: 'not_found' })
})
