import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { findHostedWebsite } from '@/lib/provisioning/find-hosted-website'
import { cancelAtPeriodEnd } from './cancel-at-period-end'
import { changePlan } from './change-plan'
import { addDays } from './days'
import { previewPlanChange } from './preview-plan-change'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

const actor = 'user:test'
let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

async function storageMbOf(websiteId: string): Promise<number | undefined> {
  const found = await findHostedWebsite(websiteId)
  return found.kind === 'hosted' ? found.spec.limits.storageMb : undefined
}

test('an upgrade is previewed, charged to the cent, and gives the site its new limits at once', async () => {
  const sessionId = await world.buy('up@example.com')
  const before = await rowsOf(sessionId)
  await world.advanceTo(addDays(now(), 10))
  const wish = { subscriptionId: before.subscription.id, planCode: 'premium', cycle: 'monthly' as const }
  const preview = await previewPlanChange(wish)
  expect(preview).toMatchObject({ kind: 'upgrade', credited: { amountMinor: 0 } })
  expect(preview.nextInvoice).toEqual({ amount: { amountMinor: 1299, currency: 'usd' }, at: before.periodEnd })
  // About two thirds of the difference of 500: 21 of 31 days are left.
  expect(preview.charged.amountMinor).toBeGreaterThan(330)
  expect(preview.charged.amountMinor).toBeLessThan(345)

  await changePlan({ ...wish, actor, effectiveAt: preview.effectiveAt })
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'premium', subscription: { amount: 1299, billingCycle: 'monthly' } })
  expect(after.subscription.currentPeriodEnd).toEqual(before.periodEnd)
  expect(after.invoices.at(-1)).toMatchObject({ status: 'paid', total: preview.charged.amountMinor })
  expect(after.planChanges).toMatchObject([{ actor, appliedAt: expect.any(Date), withdrawnAt: null }])
  expect(after.website.generation).toBe(before.website.generation + 1)
  expect(await storageMbOf(after.website.id)).toBe(50 * 1024)

  await world.advanceTo(addDays(before.periodEnd, 0.1))
  expect((await rowsOf(sessionId)).invoices.at(-1)).toMatchObject({ total: 1299, status: 'paid' })
})

test('a downgrade waits for the end of what is paid, and costs nothing today', async () => {
  const sessionId = await world.buy('down@example.com', 'premium')
  const before = await rowsOf(sessionId)
  const wish = { subscriptionId: before.subscription.id, planCode: 'starter', cycle: 'monthly' as const }
  expect(await previewPlanChange(wish)).toMatchObject({
    kind: 'downgrade',
    effectiveAt: before.periodEnd,
    charged: { amountMinor: 0 },
    nextInvoice: { amount: { amountMinor: 799 }, at: before.periodEnd },
  })
  await changePlan({ ...wish, actor })
  await world.settle()
  const waiting = await rowsOf(sessionId)
  expect(waiting).toMatchObject({ plan: 'premium', subscription: { amount: 1299 } })
  expect(waiting.planChanges).toMatchObject([{ appliedAt: null, stripeScheduleId: expect.any(String) }])
  expect(waiting.invoices).toHaveLength(1)

  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'starter', subscription: { amount: 799, status: 'active' } })
  expect(after.planChanges).toMatchObject([{ appliedAt: expect.any(Date) }])
  expect(after.invoices.at(-1)).toMatchObject({ total: 799, status: 'paid' })
  expect(await storageMbOf(after.website.id)).toBe(10 * 1024)
})

test('a longer cycle begins at once and a shorter one at its end', async () => {
  const sessionId = await world.buy('cycle@example.com')
  const { subscription } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, planCode: 'starter' }
  const preview = await previewPlanChange({ ...wish, cycle: 'yearly' })
  expect(preview).toMatchObject({ kind: 'upgrade', charged: { amountMinor: 8148 - 799 } })
  await changePlan({ ...wish, cycle: 'yearly', actor, effectiveAt: preview.effectiveAt })
  await world.settle()
  const yearly = await rowsOf(sessionId)
  expect(yearly.subscription).toMatchObject({ billingCycle: 'yearly', amount: 8148 })
  expect(yearly.periodEnd.getTime()).toBeGreaterThan(addDays(now(), 364).getTime())
  expect(await previewPlanChange({ ...wish, cycle: 'monthly' })).toMatchObject({ kind: 'downgrade' })
})

test('an upgrade whose payment is refused changes nothing', async () => {
  const sessionId = await world.buy('broke@example.com')
  const before = await rowsOf(sessionId)
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  const wish = { subscriptionId: before.subscription.id, planCode: 'business', cycle: 'monthly' as const, actor }
  await expect(changePlan(wish)).rejects.toMatchObject({ code: 'payment_declined' })
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'starter', subscription: { status: 'active', amount: 799 } })
  expect(after.planChanges).toMatchObject([{ appliedAt: null, withdrawnAt: expect.any(Date) }])
  await world.payWith(before, 'pm_card_visa')
  await changePlan(wish)
  expect(await rowsOf(sessionId)).toMatchObject({ plan: 'business' })
})

test('an upgrade takes the place of a downgrade that waits, and a cancellation gives a waiting one up', async () => {
  const sessionId = await world.buy('mind@example.com', 'premium')
  const { subscription } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, cycle: 'monthly' as const, actor }
  await changePlan({ ...wish, planCode: 'starter' })
  await changePlan({ ...wish, planCode: 'business' })
  expect(await rowsOf(sessionId)).toMatchObject({
    plan: 'business',
    planChanges: [{ withdrawnAt: expect.any(Date) }, { appliedAt: expect.any(Date) }],
  })
  await changePlan({ ...wish, planCode: 'starter' })
  await cancelAtPeriodEnd({ subscriptionId: subscription.id, actor })
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after.planChanges.at(-1)).toMatchObject({ appliedAt: null, withdrawnAt: expect.any(Date) })
  expect(after.subscription.cancelAt).toEqual(after.periodEnd)
})

test('what cannot be changed is refused with the reason', async () => {
  const sessionId = await world.buy('no@example.com')
  const { subscription } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, planCode: 'premium', cycle: 'monthly' as const, actor }
  const refused = (change: Partial<Parameters<typeof changePlan>[0]>, code: string) =>
    expect(changePlan({ ...wish, ...change })).rejects.toMatchObject({ code })
  await refused({ planCode: 'starter' }, 'plan_change_refused')
  await refused({ planCode: 'nothing' }, 'unknown_plan')
  await refused({ planCode: 'vps-1' }, 'unknown_plan')
  await refused({ effectiveAt: addDays(now(), 20) }, 'plan_change_refused')
  await refused({ effectiveAt: addDays(now(), -1) }, 'plan_change_refused')
  await refused({ subscriptionId: crypto.randomUUID() }, 'not_found')
  await cancelAtPeriodEnd({ subscriptionId: subscription.id, actor })
  await refused({}, 'plan_change_refused')
})

test('two changes at once make one', async () => {
  const sessionId = await world.buy('twice@example.com')
  const { subscription } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, planCode: 'premium', cycle: 'monthly' as const, actor }
  const results = await Promise.allSettled([changePlan(wish), changePlan(wish)])
  await world.settle()
  expect(results.some((result) => result.status === 'fulfilled')).toBe(true)
  const after = await rowsOf(sessionId)
  const charged = after.invoices.slice(1).reduce((total, invoice) => total + invoice.total, 0)
  expect(charged).toBe(500)
  expect(after.plan).toBe('premium')
  const audits = await db().$count(auditLog, eq(auditLog.subject, `subscriptions:${subscription.id}`))
  expect(audits).toBeGreaterThan(0)
})
