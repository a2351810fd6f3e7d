import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { disputes, renewalStops } from '@/db/schema/disputes'
import { emailLog } from '@/db/schema/mail'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { cancelAtPeriodEnd } from './cancel-at-period-end'
import { addDays } from './days'
import { openBillingPortal } from './open-billing-portal'
import { readService } from './read-service'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { undoCancellation } from './undo-cancellation'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  // Every event comes twice.
  world = await openWorld((events) => [...events, ...events])
})

afterAll(() => world.close())

async function buy(email: string) {
  const sessionId = await world.buy(email)
  const rows = await rowsOf(sessionId)
  return { sessionId, own: { subscriptionId: rows.subscription.id, userId: rows.userId }, ...rows }
}

async function propsOf(email: string, template: string) {
  const rows = await db()
    .select({ props: emailLog.props })
    .from(emailLog)
    .where(and(eq(emailLog.toAddress, email), eq(emailLog.template, template)))
    .orderBy(asc(emailLog.createdAt))
  return rows.map(({ props }) => props)
}

/** Presses a button of Stripe's portal, with whatever its visitor may do there. */
async function press(portalUrl: string, path: string): Promise<void> {
  const answer = await fetch(portalUrl + path, { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
  expect(answer.status).toBe(303)
  await world.settle()
}

/** Stripe's portal as it is without a configuration of ours: it offers cancelling. */
async function wholePortalOf(stripeCustomerId: string): Promise<string> {
  return (await world.sdk.billingPortal.sessions.create({ customer: stripeCustomerId })).url
}

test('each time that a service is cancelled or goes on again makes one mail and audit rows', async () => {
  const { own, website, periodEnd } = await buy('turns@example.com')
  await agreeToEnd(own)
  await world.settle()
  await undoCancellation(own)
  await world.settle()
  await agreeToEnd(own)
  await world.settle()
  expect(await mailsTo('turns@example.com')).toEqual([
    'welcome',
    'cancellation-confirmed',
    'cancellation-undone',
    'cancellation-confirmed',
  ])
  expect((await propsOf('turns@example.com', 'cancellation-confirmed'))[0]).toMatchObject({
    serviceName: website.domain,
    endsAt: periodEnd.toISOString(),
    keptUntil: addDays(periodEnd, 30).toISOString(),
    due: null,
  })
  expect(await propsOf('turns@example.com', 'cancellation-undone')).toMatchObject([
    { price: { amountMinor: 799, currency: 'usd' }, cycle: 'monthly', renewsAt: periodEnd.toISOString() },
  ])
  const rows = await db()
    .select({ actor: auditLog.actor, action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.subject, `subscriptions:${own.subscriptionId}`))
    .orderBy(asc(auditLog.at))
  const actor = `user:${own.userId}`
  expect(rows.filter((row) => /cancellation|undo/.test(row.action))).toEqual([
    { actor, action: 'subscription.cancellation_requested' },
    { actor: 'stripe', action: 'subscription.cancellation_changed' },
    { actor, action: 'subscription.undo_requested' },
    { actor: 'stripe', action: 'subscription.cancellation_changed' },
    { actor, action: 'subscription.cancellation_requested' },
    { actor: 'stripe', action: 'subscription.cancellation_changed' },
  ])
})

test("a cancellation in Stripe's portal, and taking it back there, are written about in the same way", async () => {
  const { stripeCustomerId, subscription } = await buy('portal@example.com')
  const portal = await wholePortalOf(stripeCustomerId)
  await press(portal, `/subscriptions/${subscription.stripeSubscriptionId}/cancel`)
  await press(portal, `/subscriptions/${subscription.stripeSubscriptionId}/keep`)
  expect(await mailsTo('portal@example.com')).toEqual(['welcome', 'cancellation-confirmed', 'cancellation-undone'])
})

test('a double click cancels once, and a click on what is done already is told so', async () => {
  const { own } = await buy('double@example.com')
  const results = await Promise.allSettled([agreeToEnd(own), agreeToEnd(own)])
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  await world.settle()
  await expect(agreeToEnd(own)).rejects.toMatchObject({
    code: 'cancellation_refused',
    message: expect.stringContaining('ends already'),
  })
  await undoCancellation(own)
  await expect(undoCancellation(own)).rejects.toMatchObject({
    code: 'cancellation_refused',
    message: expect.stringContaining('not cancelled'),
  })
  await world.settle()
  expect(await mailsTo('double@example.com')).toEqual(['welcome', 'cancellation-confirmed', 'cancellation-undone'])
})

test('a page from before a renewal cannot cancel: its end is not the end any more', async () => {
  const { own, periodEnd, sessionId } = await buy('renewed@example.com')
  await world.advanceTo(addDays(periodEnd, 0.1))
  await expect(cancelAtPeriodEnd({ ...own, endsAt: periodEnd })).rejects.toMatchObject({
    code: 'cancellation_refused',
    message: expect.stringContaining('has changed since you looked'),
  })
  expect((await rowsOf(sessionId)).subscription.cancelAt).toBeNull()
})

test("another customer's service is not there", async () => {
  const { own, periodEnd } = await buy('owner@example.com')
  const { userId } = await buy('stranger@example.com')
  const theirs = { ...own, userId }
  const isAbsent = { code: 'not_found', message: 'We do not know that service.' }
  const nowhere = { subscriptionId: crypto.randomUUID(), userId }
  for (const wish of [theirs, nowhere]) {
    await expect(readService(wish)).rejects.toMatchObject(isAbsent)
    await expect(openBillingPortal(wish, 'en')).rejects.toMatchObject(isAbsent)
    await expect(cancelAtPeriodEnd({ ...wish, endsAt: periodEnd })).rejects.toMatchObject(isAbsent)
    await expect(undoCancellation(wish)).rejects.toMatchObject(isAbsent)
  }
})

test('an open payment does not keep anyone from leaving, and stays due', async () => {
  const { own, ...before } = await buy('leaver@example.com')
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const { due, service } = await readService(own)
  expect(service.state).toBe('payment_due')
  expect(due).toMatchObject({ amount: { amountMinor: 799 }, payUrl: expect.stringMatching(/^http/) })
  expect(due?.suspendsAt?.getTime()).toBeGreaterThan(addDays(now(), 6).getTime())
  await agreeToEnd(own)
  await world.settle()
  expect(await propsOf('leaver@example.com', 'cancellation-confirmed')).toMatchObject([{ due: { amountMinor: 799 } }])
})

test('the portal shows the cards and invoices of this service, leads back to it, and offers no cancelling', async () => {
  const { own, ...before } = await buy('cards@example.com')
  const url = await openBillingPortal(own, 'en')
  const page = await (await fetch(url)).text()
  expect(page).toContain(`http://localhost:3000/panel/services/${own.subscriptionId}`)
  expect(page).toContain('Add a payment method')
  expect(page).toContain(String(before.invoices[0]?.number))
  expect(page).not.toContain('Cancel the subscription')
  const inSpanish = await (await fetch(await openBillingPortal(own, 'es'))).text()
  expect(inSpanish).toContain(`http://localhost:3000/es/panel/services/${own.subscriptionId}`)
  const { data } = await world.sdk.billingPortal.configurations.list()
  expect(data.filter(({ metadata }) => metadata?.made_for === 'panel')).toHaveLength(1)
  const opened = and(
    eq(auditLog.subject, `subscriptions:${own.subscriptionId}`),
    eq(auditLog.action, 'billing_portal.opened'),
  )
  expect(await db().$count(auditLog, opened)).toBe(2)
})

test('while a payment is disputed its customer can make nothing renew: here, nor at Stripe, cancelled before or not', async () => {
  const email = 'disputer@example.com'
  const stopped = await buy(email)
  const left = await rowsOf(await world.buy(email))
  const leftOwn = { subscriptionId: left.subscription.id, userId: left.userId }
  await agreeToEnd(leftOwn)
  await world.settle()
  await world.payWith(stopped, 'pm_card_createDispute')
  await world.advanceTo(addDays(stopped.periodEnd, -1))
  await agreeToPlan({ ...stopped.own, planCode: 'starter', cycle: 'yearly' })
  await world.settle()
  const [dispute] = await db().select().from(disputes).where(eq(disputes.customerId, left.subscription.customerId))

  for (const [own, service] of [
    [stopped.own, stopped],
    [leftOwn, left],
  ] as const) {
    const isStopped = { code: 'renewal_stopped', message: expect.stringContaining('disputed') }
    await expect(undoCancellation(own)).rejects.toMatchObject(isStopped)
    await expect(agreeToPlan({ ...own, planCode: 'premium', cycle: 'yearly' })).rejects.toMatchObject({
      code: 'plan_change_refused',
      message: expect.stringContaining('disputed'),
    })
    expect(await readService(own)).toMatchObject({ isDisputed: true, service: { isEnding: true } })
    const id = service.subscription.stripeSubscriptionId
    await press(await wholePortalOf(service.stripeCustomerId), `/subscriptions/${id}/keep`)
    expect((await world.sdk.subscriptions.retrieve(id)).cancel_at).not.toBeNull()
    expect(await readService(own)).toMatchObject({ service: { isEnding: true } })
    const stops = await db().select().from(renewalStops).where(eq(renewalStops.subscriptionId, own.subscriptionId))
    expect(stops).toMatchObject([{ disputeId: dispute?.id, liftedAt: null }])
  }
  // What the customer did, and nothing of what the dispute did.
  expect(await mailsTo(email)).toEqual([
    'welcome',
    'order-confirmation',
    'cancellation-confirmed',
    'ending-soon',
    'receipt',
    'plan-changed',
  ])

  await world.sdk.disputes.update(dispute?.stripeDisputeId ?? '', {
    evidence: { uncategorized_text: 'winning_evidence' },
    submit: true,
  })
  await world.settle()
  expect(await readService(stopped.own)).toMatchObject({ isDisputed: false, service: { isEnding: false } })
})

test('what has ended keeps its invoices and can be neither changed nor managed', async () => {
  const { own, periodEnd } = await buy('over@example.com')
  expect(await readService(own)).toMatchObject({
    isLive: true,
    isSold: true,
    due: null,
    waiting: null,
    keptUntil: addDays(periodEnd, 30),
    service: { planCode: 'starter', limits: { storageGb: 10 }, state: 'running' },
  })
  await agreeToEnd(own)
  await world.advanceTo(addDays(periodEnd, 1))
  const { service, isLive, invoices, ...rest } = await readService(own)
  expect(isLive).toBe(false)
  expect(service).toMatchObject({ state: 'ended', url: null })
  expect(service.periodEnd?.getTime()).toBeLessThan(addDays(periodEnd, 0.5).getTime())
  expect(rest.keptUntil?.getTime()).toBeGreaterThan(addDays(periodEnd, 29).getTime())
  expect(invoices).toMatchObject([{ number: expect.any(String), status: 'paid', total: { amountMinor: 799 } }])
  const isOver = { code: 'subscription_ended' }
  await expect(agreeToEnd(own)).rejects.toMatchObject(isOver)
  await expect(undoCancellation(own)).rejects.toMatchObject(isOver)
  await expect(openBillingPortal(own, 'en')).rejects.toMatchObject(isOver)
  await expect(agreeToPlan({ ...own, planCode: 'premium', cycle: 'monthly' })).rejects.toMatchObject(isOver)
})
