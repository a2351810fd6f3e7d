import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { emailLog } from '@/db/schema/mail'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { findHostedWebsite } from '@/lib/provisioning/find-hosted-website'
import { changePlan } from './change-plan'
import { addDays } from './days'
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

async function storageMbOf(websiteId: string): Promise<number | undefined> {
  const found = await findHostedWebsite(websiteId)
  return found.kind === 'hosted' ? found.spec.limits.storageMb : undefined
}

/** A new customer's service, and what its owner's wishes have in common. */
async function buy(email: string, planId?: string) {
  const sessionId = await world.buy(email, planId)
  const rows = await rowsOf(sessionId)
  const own = { subscriptionId: rows.subscription.id, userId: rows.userId }
  return { sessionId, own, ...rows }
}

async function mailOf(email: string, template: string) {
  const mails = and(eq(emailLog.toAddress, email), eq(emailLog.template, template))
  return db()
    .select({ props: emailLog.props, subject: emailLog.subject })
    .from(emailLog)
    .where(mails)
    .orderBy(asc(emailLog.createdAt))
}

async function actionsOn(subscriptionId: string): Promise<string[]> {
  const rows = await db()
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.subject, `subscriptions:${subscriptionId}`))
  return rows.map(({ action }) => action)
}

test('an upgrade is previewed, charged to the cent, written about, and gives the site its new limits at once', async () => {
  const { sessionId, own, ...before } = await buy('up@example.com')
  await world.advanceTo(addDays(now(), 10))
  const wish = { ...own, planCode: 'premium', cycle: 'monthly' as const }
  const { offer, fromPlan, toPlan } = await previewPlanChange(wish)
  expect([fromPlan.name, toPlan.name]).toEqual(['Starter', 'Premium'])
  expect(offer).toMatchObject({ kind: 'upgrade', credited: { amountMinor: 0 } })
  expect(offer.nextInvoice).toEqual({ amount: { amountMinor: 1299, currency: 'usd' }, at: before.periodEnd })
  // About two thirds of the difference of 500: 21 of 31 days are left.
  expect(offer.charged.amountMinor).toBeGreaterThan(330)
  expect(offer.charged.amountMinor).toBeLessThan(345)

  moveClock(new Date(now().getTime() + 20 * 60_000))
  await changePlan({ ...wish, shown: offer })
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'premium', subscription: { amount: 1299, billingCycle: 'monthly' } })
  expect(after.subscription.currentPeriodEnd).toEqual(before.periodEnd)
  expect(after.invoices.at(-1)).toMatchObject({ status: 'paid', total: offer.charged.amountMinor })
  const actor = `user:${own.userId}`
  expect(after.planChanges).toMatchObject([{ actor, appliedAt: expect.any(Date), withdrawnAt: null }])
  expect(after.website.generation).toBe(before.website.generation + 1)
  expect(await storageMbOf(after.website.id)).toBe(50 * 1024)
  expect(await mailOf('up@example.com', 'plan-changed')).toMatchObject([
    {
      subject: `${before.website.domain} has Premium now`,
      props: {
        planName: 'Premium',
        fromPlanName: 'Starter',
        charged: offer.charged,
        credited: null,
        price: { amountMinor: 1299, currency: 'usd' },
        renewsAt: before.periodEnd.toISOString(),
      },
    },
  ])
  expect(await actionsOn(own.subscriptionId)).toEqual(
    expect.arrayContaining(['plan_change.requested', 'subscription.plan_changed', 'subscription.price_changed']),
  )

  await world.advanceTo(addDays(before.periodEnd, 0.1))
  expect((await rowsOf(sessionId)).invoices.at(-1)).toMatchObject({ total: 1299, status: 'paid' })
})

test('a downgrade waits for the end of what is paid, and costs nothing today', async () => {
  const { sessionId, own, ...before } = await buy('down@example.com', 'premium')
  const wish = { ...own, planCode: 'starter', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(wish)
  expect(offer).toMatchObject({
    kind: 'downgrade',
    effectiveAt: before.periodEnd,
    charged: { amountMinor: 0 },
    nextInvoice: { amount: { amountMinor: 799 }, at: before.periodEnd },
  })
  await changePlan({ ...wish, shown: offer })
  await world.settle()
  const waiting = await rowsOf(sessionId)
  expect(waiting).toMatchObject({ plan: 'premium', subscription: { amount: 1299 } })
  expect(waiting.planChanges).toMatchObject([{ appliedAt: null, stripeScheduleId: expect.any(String) }])
  expect(waiting.invoices).toHaveLength(1)
  expect(await mailOf('down@example.com', 'plan-change-scheduled')).toMatchObject([
    {
      props: {
        planName: 'Premium',
        toPlanName: 'Starter',
        price: { amountMinor: 799, currency: 'usd' },
        effectiveAt: before.periodEnd.toISOString(),
      },
    },
  ])

  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'starter', subscription: { amount: 799, status: 'active' } })
  expect(after.planChanges).toMatchObject([{ appliedAt: expect.any(Date) }])
  expect(after.invoices.at(-1)).toMatchObject({ total: 799, status: 'paid' })
  expect(await storageMbOf(after.website.id)).toBe(10 * 1024)
  expect(await mailOf('down@example.com', 'plan-changed')).toMatchObject([{ props: { charged: null, credited: null } }])
})

test('a downgrade that waits is taken back once, and everything stays as it was', async () => {
  const { sessionId, own, ...before } = await buy('back@example.com', 'premium')
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'monthly' })
  await world.settle()
  // A double click: both find it waiting, and one mail goes out.
  await Promise.all([withdrawPlanChange(own), withdrawPlanChange(own)])
  await world.settle()
  expect((await rowsOf(sessionId)).planChanges).toMatchObject([{ appliedAt: null, withdrawnAt: expect.any(Date) }])
  const refusal = { code: 'plan_change_refused', message: expect.stringContaining('planned any more') }
  await expect(withdrawPlanChange(own)).rejects.toMatchObject(refusal)
  expect(await mailsTo('back@example.com')).toEqual(['welcome', 'plan-change-scheduled', 'plan-change-withdrawn'])
  expect(await actionsOn(own.subscriptionId)).toEqual(
    expect.arrayContaining(['plan_change.withdrawal_requested', 'plan_change.withdrawn']),
  )
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  expect(await rowsOf(sessionId)).toMatchObject({ plan: 'premium', subscription: { amount: 1299 } })
})

test('a longer cycle begins at once and a shorter one at its end', async () => {
  const { sessionId, own } = await buy('cycle@example.com')
  const wish = { ...own, planCode: 'starter' }
  const { offer } = await previewPlanChange({ ...wish, cycle: 'yearly' })
  expect(offer).toMatchObject({ kind: 'upgrade', charged: { amountMinor: 8148 - 799 } })
  await changePlan({ ...wish, cycle: 'yearly', shown: offer })
  await world.settle()
  const yearly = await rowsOf(sessionId)
  expect(yearly.subscription).toMatchObject({ billingCycle: 'yearly', amount: 8148 })
  expect(yearly.periodEnd.getTime()).toBeGreaterThan(addDays(now(), 364).getTime())
  expect(await previewPlanChange({ ...wish, cycle: 'monthly' })).toMatchObject({ offer: { kind: 'downgrade' } })
  expect(await mailOf('cycle@example.com', 'plan-changed')).toMatchObject([
    { props: { planName: 'Starter', fromCycle: 'monthly', cycle: 'yearly', charged: { amountMinor: 8148 - 799 } } },
  ])
})

test('a bigger plan for a shorter cycle turns what was paid ahead into credit', async () => {
  const { own } = await buy('credit@example.com')
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'yearly' })
  await world.settle()
  const wish = { ...own, planCode: 'premium', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(wish)
  expect(offer).toMatchObject({
    kind: 'upgrade',
    charged: { amountMinor: 0 },
    credited: { amountMinor: 8148 - 1299 },
    nextInvoice: { amount: { amountMinor: 0 } },
  })
  await changePlan({ ...wish, shown: offer })
  await world.settle()
  const [, mail] = await mailOf('credit@example.com', 'plan-changed')
  expect(mail?.props).toMatchObject({ charged: { amountMinor: 0 }, credited: { amountMinor: 8148 - 1299 } })
})

test('a credit from before pays for the next change too, and each preview is what Stripe then bills', async () => {
  const { sessionId, own } = await buy('ahead@example.com')
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'yearly' })
  await agreeToPlan({ ...own, planCode: 'premium', cycle: 'monthly' })
  const credit = 8148 - 1299
  const wish = { ...own, planCode: 'business', cycle: 'monthly' as const }
  const { offer: up } = await previewPlanChange(wish)
  expect(up).toMatchObject({
    kind: 'upgrade',
    charged: { amountMinor: 0 },
    credited: { amountMinor: credit - 700 },
    nextInvoice: { amount: { amountMinor: 0 } },
  })
  await changePlan({ ...wish, shown: up })
  const down = { ...own, planCode: 'starter', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(down)
  expect(offer).toMatchObject({
    kind: 'downgrade',
    credited: { amountMinor: credit - 700 },
    nextInvoice: { amount: { amountMinor: 0 } },
  })

  // Three months on, less than a month of it is left.
  for (let month = 1; month <= 3; month++) await world.advanceTo(addDays((await rowsOf(sessionId)).periodEnd, 0.1))
  await expect(changePlan({ ...down, shown: offer })).rejects.toMatchObject({ code: 'plan_change_refused' })
  const { offer: rest } = await previewPlanChange(down)
  const left = credit - 700 - 3 * 1999
  const { periodEnd } = await rowsOf(sessionId)
  expect(rest.nextInvoice).toEqual({ amount: { amountMinor: 799 - left, currency: 'usd' }, at: periodEnd })
  await changePlan({ ...down, shown: rest })
  await world.advanceTo(addDays(periodEnd, 0.1))
  expect((await rowsOf(sessionId)).invoices.at(-1)).toMatchObject({
    total: 799,
    amountPaid: 799 - left,
    status: 'paid',
  })
})

test('an upgrade whose payment is refused says so and changes nothing', async () => {
  const { sessionId, own, ...before } = await buy('broke@example.com')
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  const wish = { ...own, planCode: 'business', cycle: 'monthly' as const }
  await expect(agreeToPlan(wish)).rejects.toMatchObject({
    code: 'payment_declined',
    message: expect.stringContaining('your plan stays as it is'),
  })
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after).toMatchObject({ plan: 'starter', subscription: { status: 'active', amount: 799 } })
  expect(after.planChanges).toMatchObject([{ appliedAt: null, withdrawnAt: expect.any(Date) }])
  expect(await mailsTo('broke@example.com')).toEqual(['welcome'])
  await world.payWith(before, 'pm_card_visa')
  await agreeToPlan(wish)
  expect(await rowsOf(sessionId)).toMatchObject({ plan: 'business' })
})

test('an upgrade takes the place of a downgrade that waits, and a cancellation gives a waiting one up', async () => {
  const { sessionId, own } = await buy('mind@example.com', 'premium')
  const wish = { ...own, cycle: 'monthly' as const }
  await agreeToPlan({ ...wish, planCode: 'starter' })
  await agreeToPlan({ ...wish, planCode: 'business' })
  await world.settle()
  expect(await rowsOf(sessionId)).toMatchObject({
    plan: 'business',
    planChanges: [{ withdrawnAt: expect.any(Date) }, { appliedAt: expect.any(Date) }],
  })
  await agreeToPlan({ ...wish, planCode: 'starter' })
  await agreeToEnd(own)
  await world.settle()
  const after = await rowsOf(sessionId)
  expect(after.planChanges.at(-1)).toMatchObject({ appliedAt: null, withdrawnAt: expect.any(Date) })
  expect(after.subscription.cancelAt).toEqual(after.periodEnd)
  // The cancellation's own mail is enough.
  expect(await mailsTo('mind@example.com')).toEqual([
    'welcome',
    'plan-change-scheduled',
    'receipt',
    'plan-changed',
    'plan-change-scheduled',
    'cancellation-confirmed',
  ])
})

test('a change that staff make at Stripe is written about too', async () => {
  const { own, ...before } = await buy('staffed@example.com')
  const { items } = await world.sdk.subscriptions.retrieve(before.subscription.stripeSubscriptionId)
  const product = await world.sdk.products.create({ name: 'Business', metadata: { code: 'business' } })
  const price_data = {
    currency: 'usd',
    product: product.id,
    unit_amount: 1999,
    recurring: { interval: 'month' as const },
  }
  await world.sdk.subscriptions.update(before.subscription.stripeSubscriptionId, {
    items: [{ id: items.data[0]?.id, price_data }],
    proration_behavior: 'none',
  })
  await world.settle()
  expect(await mailOf('staffed@example.com', 'plan-changed')).toMatchObject([
    { props: { planName: 'Business', fromPlanName: 'Starter', charged: null } },
  ])
})
