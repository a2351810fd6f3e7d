import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveClock } from '@/lib/clock'
import { addDays } from './days'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld(undefined, 'unpaid')
})

afterAll(() => world.close())

test('a service that Stripe leaves unpaid is kept for 30 days, then ended at Stripe and deleted', {
  timeout: 60_000,
}, async () => {
  const sessionId = await world.buy('unpaid@example.com')
  const before = await rowsOf(sessionId)
  const { stripeSubscriptionId } = before.subscription
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  // Stripe tries for 15 days in all.
  for (const day of [0.1, 3.2, 7.2, 8.2, 15.2]) await world.advanceTo(addDays(before.periodEnd, day))
  expect(await rowsOf(sessionId)).toMatchObject({
    subscription: { status: 'unpaid', endedAt: null },
    website: { status: 'suspended' },
    retentions: [{ outcome: null }],
  })
  expect((await world.sdk.subscriptions.retrieve(stripeSubscriptionId)).status).toBe('unpaid')

  for (const day of [38.3, 44.3]) await world.advanceTo(addDays(before.periodEnd, day))
  expect((await rowsOf(sessionId)).website.status).toBe('suspended')
  await world.advanceTo(addDays(before.periodEnd, 45.4))
  expect((await world.sdk.subscriptions.retrieve(stripeSubscriptionId)).status).toBe('canceled')
  expect(await rowsOf(sessionId)).toMatchObject({
    subscription: { status: 'canceled', endedAt: expect.any(Date) },
    website: { status: 'terminated' },
    dunnings: [{ outcome: 'ended' }],
    retentions: [{ outcome: 'terminated' }],
  })
  expect(await world.visit(before.website.systemDomain)).toBe(404)
  expect(await mailsTo('unpaid@example.com')).toEqual([
    'welcome',
    'payment-failed',
    'payment-failed',
    'service-suspended',
    'deletion-warning',
    'deletion-warning',
    'service-deleted',
  ])
})
