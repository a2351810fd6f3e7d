import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addDays } from './days'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

function order(email: string, domain: string) {
  return startCheckout({ planId: 'starter', billingCycle: 'monthly', customer: { name: 'J', email }, domain })
}

/** A service with a domain of its owner's own that has ended, and whose data is kept. */
async function ended(email: string, domain: string) {
  const sessionId = await world.buy(email, 'starter', { domain })
  const { website, subscription } = await rowsOf(sessionId)
  expect(website.domain).toBe(domain)
  await world.sdk.subscriptions.cancel(subscription.stripeSubscriptionId)
  await world.settle()
  expect(await world.visit(domain)).toBe(503)
  return { sessionId, website }
}

test('the owner of an ended service orders it again with its domain, while the old data waits for its deletion', async () => {
  const old = await ended('again@example.com', 'again.example')
  const sessionId = await world.buy('Again@Example.com', 'premium', { domain: 'www.again.example' })
  const { website, userId } = await rowsOf(sessionId)
  expect(userId).toBe((await rowsOf(old.sessionId)).userId)
  expect(website.domain).toBe('again.example')
  expect(await world.visit('again.example')).toBe(200)
  expect((await rowsOf(old.sessionId)).website).toMatchObject({ domain: old.website.systemDomain, status: 'suspended' })
  expect(await world.visit(old.website.systemDomain)).toBe(503)
  const entries = await db()
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subject, `websites:${old.website.id}`))
  expect(entries).toEqual([
    {
      action: 'website.domain_released',
      details: { domain: 'again.example', cause: expect.stringMatching(/^order:/) },
    },
  ])

  for (const day of [23.2, 7, 1]) await world.advanceTo(addDays(now(), day))
  expect((await rowsOf(old.sessionId)).website.status).toBe('terminated')
  expect(await world.visit('again.example')).toBe(200)
})

test('nobody else gets the domain of an ended service while its data is kept, and of a running one not even its owner', async () => {
  const { sessionId } = await ended('left@example.com', 'left.example')
  await expect(order('stranger@example.com', 'left.example')).rejects.toMatchObject({ code: 'domain_in_use' })

  const again = await world.buy('left@example.com', 'starter', { domain: 'left.example' })
  expect((await rowsOf(again)).website.domain).toBe('left.example')
  expect((await rowsOf(sessionId)).website.domain).not.toBe('left.example')
  await expect(order('left@example.com', 'left.example')).rejects.toMatchObject({ code: 'domain_in_use' })
})
