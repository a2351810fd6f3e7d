import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prices } from '@/db/schema/catalog'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { changePlan } from './change-plan'
import { addDays } from './days'
import { listPlanChanges } from './list-plan-changes'
import { previewPlanChange } from './preview-plan-change'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { withdrawPlanChange } from './withdraw-plan-change'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

/** A new customer's service, and what its owner's wishes have in common. */
async function buy(email: string, planId?: string) {
  const sessionId = await world.buy(email, planId)
  const rows = await rowsOf(sessionId)
  return { sessionId, own: { subscriptionId: rows.subscription.id, userId: rows.userId }, ...rows }
}

test('the list of what is possible names the plan in force, what waits, and which way each change goes', async () => {
  const { own, periodEnd } = await buy('list@example.com', 'premium')
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'monthly' })
  const { options, current, ...rest } = await listPlanChanges(own)
  expect(current).toMatchObject({ plan: { code: 'premium' }, cycle: 'monthly' })
  expect(rest.periodEnd).toEqual(periodEnd)
  const kinds = Object.fromEntries(options.map(({ plan, cycle, kind }) => [`${plan.code} ${cycle}`, kind]))
  expect(kinds).toMatchObject({
    'starter monthly': 'waiting',
    'starter yearly': 'downgrade',
    'premium monthly': 'current',
    'premium yearly': 'upgrade',
    'business monthly': 'upgrade',
  })
  expect(options).toHaveLength(12)
})

test('what cannot be changed is refused with the reason', async () => {
  const { own, ...before } = await buy('no@example.com')
  const wish = { ...own, planCode: 'premium', cycle: 'monthly' as const }
  const refused = (change: Partial<typeof wish>, code: string, words = '') =>
    expect(previewPlanChange({ ...wish, ...change })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    })
  await refused({ planCode: 'starter' }, 'plan_change_refused', 'has that plan')
  await refused({ planCode: 'nothing' }, 'unknown_plan')
  await refused({ planCode: 'vps-1' }, 'unknown_plan')
  await refused({ subscriptionId: crypto.randomUUID() }, 'not_found')
  await world.sdk.subscriptions.pause(before.subscription.stripeSubscriptionId)
  await world.settle()
  await refused({}, 'plan_change_refused', 'suspended')
  await world.sdk.subscriptions.resume(before.subscription.stripeSubscriptionId)
  await world.settle()
  await agreeToEnd(own)
  await refused({}, 'plan_change_refused', 'cancelled')
  await expect(listPlanChanges(own)).rejects.toMatchObject({ code: 'plan_change_refused' })
})

test('a service with an open payment keeps its plan until it is paid', async () => {
  const { own, ...before } = await buy('late@example.com')
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const refusal = { code: 'plan_change_refused', message: expect.stringContaining('Pay it first') }
  await expect(agreeToPlan({ ...own, planCode: 'premium', cycle: 'monthly' })).rejects.toMatchObject(refusal)
})

test("another customer's service is not there: neither to look at nor to change", async () => {
  const { own } = await buy('mine@example.com', 'premium')
  const { userId } = await buy('other@example.com')
  const theirs = { ...own, userId }
  const wish = { ...theirs, planCode: 'starter', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange({ ...wish, ...own })
  await expect(listPlanChanges(theirs)).rejects.toMatchObject({ code: 'not_found' })
  await expect(previewPlanChange(wish)).rejects.toMatchObject({ code: 'not_found' })
  await expect(changePlan({ ...wish, shown: offer })).rejects.toMatchObject({ code: 'not_found' })
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'monthly' })
  await expect(withdrawPlanChange(theirs)).rejects.toMatchObject({ code: 'not_found' })
})

test('an offer that is no longer true is refused: too old, too early, another amount, another plan in between', async () => {
  const { sessionId, own } = await buy('stale@example.com')
  const wish = { ...own, planCode: 'premium', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(wish)
  const refused = (shown: typeof offer) =>
    expect(changePlan({ ...wish, shown })).rejects.toMatchObject({
      code: 'plan_change_refused',
      message: expect.stringContaining('out of date'),
    })
  await refused({ ...offer, effectiveAt: addDays(now(), 20) })
  await refused({ ...offer, effectiveAt: addDays(now(), -1) })
  await refused({ ...offer, charged: { amountMinor: 1, currency: 'usd' } })
  await refused({ ...offer, kind: 'downgrade' })

  const isMonthly = and(eq(prices.billingCycle, 'monthly'), eq(prices.currency, 'usd'))
  await db()
    .update(prices)
    .set({ amount: 1300 })
    .where(and(eq(prices.amount, 1299), isMonthly))
  await refused(offer)
  await db()
    .update(prices)
    .set({ amount: 1299 })
    .where(and(eq(prices.amount, 1300), isMonthly))

  // A second tab was faster: from there this would be a downgrade.
  await agreeToPlan({ ...own, planCode: 'business', cycle: 'monthly' })
  await refused(offer)
  const { offer: down } = await previewPlanChange(wish)
  await changePlan({ ...wish, shown: down })
  await expect(changePlan({ ...wish, shown: down })).rejects.toMatchObject({
    code: 'plan_change_refused',
    message: expect.stringContaining('planned already'),
  })
  expect((await rowsOf(sessionId)).planChanges).toHaveLength(2)
  expect(await mailsTo('stale@example.com')).toEqual(['welcome', 'receipt', 'plan-changed', 'plan-change-scheduled'])
})

test.each([
  ['up', 'starter', 'premium', 500],
  ['down', 'premium', 'starter', 0],
])('a double click %s makes one change, one charge and no mail twice', async (way, from, planCode, amount) => {
  const email = `twice-${way}@example.com`
  const { sessionId, own } = await buy(email, from)
  const wish = { ...own, planCode, cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(wish)
  const results = await Promise.allSettled([
    changePlan({ ...wish, shown: offer }),
    changePlan({ ...wish, shown: offer }),
  ])
  await world.settle()
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'plan_change_refused' } })
  const after = await rowsOf(sessionId)
  expect(after.invoices.slice(1).reduce((total, invoice) => total + invoice.total, 0)).toBe(amount)
  expect(after.planChanges).toHaveLength(1)
  const mails = way === 'up' ? ['receipt', 'plan-changed'] : ['plan-change-scheduled']
  expect(await mailsTo(email)).toEqual(['welcome', ...mails])
})
