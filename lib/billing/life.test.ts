import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveClock, now } from '@/lib/clock'
import { addDays } from './days'
import { agreeToEnd } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { undoCancellation } from './undo-cancellation'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

test('a purchase mirrors its invoice, with its price, and a renewal extends', async () => {
  const sessionId = await world.buy('renew@example.com')
  const first = await rowsOf(sessionId)
  expect(first.subscription).toMatchObject({ status: 'active', amount: 799, currency: 'usd' })
  expect(first.invoices).toMatchObject([
    { status: 'paid', total: 799, subtotal: 799, discount: 0, tax: 0, amountPaid: 799, currency: 'usd' },
  ])
  expect(first.invoices[0]).toMatchObject({
    number: expect.any(String),
    hostedUrl: expect.stringMatching(/^http/),
    pdfUrl: expect.stringMatching(/^http/),
    paidAt: expect.any(Date),
  })
  const end = first.periodEnd
  await world.advanceTo(addDays(end, 1))
  const second = await rowsOf(sessionId)
  expect(second.subscription.status).toBe('active')
  expect(second.subscription.currentPeriodEnd?.getTime()).toBeGreaterThan(addDays(end, 27).getTime())
  expect(second.invoices).toMatchObject([{ status: 'paid' }, { status: 'paid', total: 799 }])
  expect(second.invoices[1]?.periodEnd).toEqual(second.subscription.currentPeriodEnd)
})

test('a cancellation is a date until its end, can be undone, and is seen when it is made at Stripe too', async () => {
  const sessionId = await world.buy('cancel@example.com')
  const { subscription, userId } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, userId }
  await agreeToEnd(wish)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription).toMatchObject({
    status: 'active',
    cancelAt: subscription.currentPeriodEnd,
  })
  await undoCancellation(wish)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription).toMatchObject({ status: 'active', cancelAt: null })
  await world.sdk.subscriptions.update(subscription.stripeSubscriptionId, { cancel_at_period_end: true })
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.cancelAt).toEqual(subscription.currentPeriodEnd)
  await undoCancellation(wish)
  await world.sdk.subscriptions.update(subscription.stripeSubscriptionId, {
    cancel_at: Math.floor(addDays(now(), 3).getTime() / 1000),
  })
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.cancelAt).not.toBeNull()
  await undoCancellation(wish)
  expect((await rowsOf(sessionId)).subscription.cancelAt).toBeNull()
})

test('a cancelled service lives until its end, is kept for 30 days and then terminated', async () => {
  const sessionId = await world.buy('end@example.com')
  const { subscription, userId, website, periodEnd: end } = await rowsOf(sessionId)
  const wish = { subscriptionId: subscription.id, userId }
  await agreeToEnd(wish)
  await world.advanceTo(addDays(end, -1))
  expect(await world.visit(website.systemDomain)).toBe(200)
  await world.advanceTo(addDays(end, 0.01))
  expect((await rowsOf(sessionId)).subscription).toMatchObject({ status: 'canceled', endedAt: expect.any(Date) })
  expect(await world.visit(website.systemDomain)).toBe(503)
  for (const day of [23.1, 29.1, 30.1]) await world.advanceTo(addDays(end, day))
  expect((await rowsOf(sessionId)).website.status).toBe('terminated')
  expect(await world.visit(website.systemDomain)).toBe(404)
  expect(await mailsTo('end@example.com')).toEqual([
    'welcome',
    'cancellation-confirmed',
    'ending-soon',
    'service-ended',
    'deletion-warning',
    'deletion-warning',
    'service-deleted',
  ])
  await expect(undoCancellation(wish)).rejects.toMatchObject({ code: 'subscription_ended' })
  await expect(agreeToEnd(wish)).rejects.toMatchObject({ code: 'subscription_ended' })
})

test('a renewal that fails suspends after seven days, and paying brings the site back at once', async () => {
  const sessionId = await world.buy('owes@example.com')
  const before = await rowsOf(sessionId)
  const { website, periodEnd: end } = before
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  await world.advanceTo(addDays(end, 0.1))
  expect((await rowsOf(sessionId)).subscription.status).toBe('past_due')
  expect(await mailsTo('owes@example.com')).toEqual(['welcome', 'payment-failed'])
  await world.advanceTo(addDays(end, 3.2))
  expect(await world.visit(website.systemDomain)).toBe(200)
  await world.advanceTo(addDays(end, 7.2))
  expect(await world.visit(website.systemDomain)).toBe(503)
  expect(await mailsTo('owes@example.com')).toEqual([
    'welcome',
    'payment-failed',
    'payment-failed',
    'service-suspended',
  ])
  await world.payWith(before, 'pm_card_visa')
  const [open] = (await rowsOf(sessionId)).invoices.filter((invoice) => invoice.status === 'open')
  if (!open) throw new Error('No open invoice')
  await world.sdk.invoices.pay(open.stripeInvoiceId)
  const paidAt = Date.now()
  await world.settle()
  expect(await world.visit(website.systemDomain)).toBe(200)
  expect(Date.now() - paidAt).toBeLessThan(10_000)
  expect((await rowsOf(sessionId)).subscription.status).toBe('active')
  expect((await mailsTo('owes@example.com')).at(-1)).toBe('service-restored')
})

test('a coupon shows on the mirrored invoice', async () => {
  const sessionId = await world.pay({ email: 'coupon@example.com', couponCode: 'WELCOME10' })
  await world.settle()
  expect((await rowsOf(sessionId)).invoices).toMatchObject([
    { subtotal: 799, discount: 80, total: 719, amountPaid: 719 },
  ])
})

test('a renewal that is never paid ends the service once Stripe gives up, without a mail that it is back', async () => {
  const sessionId = await world.buy('never@example.com')
  const before = await rowsOf(sessionId)
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  for (const day of [0.1, 3.2, 7.2, 8.2, 15.2]) await world.advanceTo(addDays(before.periodEnd, day))
  expect(await rowsOf(sessionId)).toMatchObject({
    subscription: { status: 'canceled' },
    website: { status: 'suspended' },
    dunnings: [{ outcome: 'ended' }],
    suspensions: [
      { reason: 'non_payment', liftedAt: expect.any(Date) },
      { reason: 'ended', liftedAt: null },
    ],
    retentions: [{ outcome: null }],
  })
  expect(await mailsTo('never@example.com')).toEqual([
    'welcome',
    'payment-failed',
    'payment-failed',
    'service-suspended',
    'service-ended',
  ])
  expect(await world.visit(before.website.systemDomain)).toBe(503)
})

test('the end of one of two services of a customer touches nothing of the other', async () => {
  const email = 'two@example.com'
  const [ended, kept] = [await world.buy(email), await world.buy(email, 'premium')]
  const [first, before] = [await rowsOf(ended), await rowsOf(kept)]
  expect(first.subscription.customerId).toBe(before.subscription.customerId)
  await world.sdk.subscriptions.cancel(first.subscription.stripeSubscriptionId)
  await world.settle()
  expect((await rowsOf(ended)).subscription.status).toBe('canceled')
  expect(await world.visit(first.website.systemDomain)).toBe(503)
  const { subscription, website, invoices, retentions } = await rowsOf(kept)
  expect([subscription.status, website.status, website.generation, retentions]).toEqual(['active', 'active', 1, []])
  expect(invoices).toEqual(before.invoices)
  expect(await world.visit(website.systemDomain)).toBe(200)
  expect((await mailsTo(email)).filter((template) => template === 'service-ended')).toHaveLength(1)
})

test('collection that is paused leaves the service online', async () => {
  const sessionId = await world.buy('holiday@example.com')
  const { subscription, website } = await rowsOf(sessionId)
  await world.sdk.subscriptions.update(subscription.stripeSubscriptionId, { pause_collection: { behavior: 'void' } })
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.status).toBe('active')
  expect(await world.visit(website.systemDomain)).toBe(200)
})

test('a pause at Stripe takes the site offline, and resuming brings it back', async () => {
  const sessionId = await world.buy('pause@example.com')
  const { subscription, website } = await rowsOf(sessionId)
  await world.sdk.subscriptions.pause(subscription.stripeSubscriptionId)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.status).toBe('paused')
  expect(await world.visit(website.systemDomain)).toBe(503)
  await world.sdk.subscriptions.resume(subscription.stripeSubscriptionId)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.status).toBe('active')
  expect(await world.visit(website.systemDomain)).toBe(200)
  expect(await mailsTo('pause@example.com')).toEqual(['welcome'])
})
