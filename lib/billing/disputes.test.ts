import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, refunds, renewalStops } from '@/db/schema/disputes'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addDays } from './days'
import { syncDispute } from './sync-dispute'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { undoCancellation } from './undo-cancellation'

const staff = 'billing@migrahosting.example'
let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

async function disputesOf(customerId: string) {
  return db().select().from(disputes).where(eq(disputes.customerId, customerId))
}

async function stopsOf(subscriptionId: string) {
  return db().select().from(renewalStops).where(eq(renewalStops.subscriptionId, subscriptionId))
}

/** The newest charge of a customer at Stripe. */
async function chargeOf(stripeCustomerId: string) {
  const { data } = await world.sdk.charges.list({ customer: stripeCustomerId, limit: 1 })
  if (!data[0]) throw new Error('There is no charge')
  return data[0]
}

/** A service whose second payment its bank takes back. */
async function disputed(email: string) {
  const sessionId = await world.buy(email)
  const before = await rowsOf(sessionId)
  await world.payWith(before, 'pm_card_createDispute')
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const [dispute] = await disputesOf(before.subscription.customerId)
  if (!dispute) throw new Error('No dispute was written down')
  return { sessionId, dispute, ...(await rowsOf(sessionId)) }
}

function order(email: string) {
  return startCheckout({ planId: 'starter', billingCycle: 'monthly', customer: { name: 'J', email } })
}

test('a full refund is written down and ends nothing', async () => {
  const sessionId = await world.buy('refund@example.com')
  const { stripeCustomerId, subscription, website } = await rowsOf(sessionId)
  const charge = await chargeOf(stripeCustomerId)
  await world.sdk.refunds.create({ charge: charge.id })
  await world.settle()
  expect(await db().select().from(refunds).where(eq(refunds.customerId, subscription.customerId))).toMatchObject([
    { amount: 799, currency: 'usd', status: 'succeeded', stripeChargeId: charge.id },
  ])
  const after = await rowsOf(sessionId)
  expect(after.subscription).toMatchObject({ status: 'active', cancelAt: null })
  expect(await world.visit(website.systemDomain)).toBe(200)
})

test('a dispute flags the customer, stops renewal, blocks new orders and tells staff once; lost, it stays so', async () => {
  const before = (await mailsTo(staff)).length
  const { sessionId, dispute, subscription, userId, website } = await disputed('lost@example.com')
  expect(dispute).toMatchObject({ status: 'needs_response', amount: 799, reason: 'fraudulent' })
  expect(subscription).toMatchObject({ status: 'active', cancelAt: subscription.currentPeriodEnd })
  expect(await world.visit(website.systemDomain)).toBe(200)
  expect((await mailsTo(staff)).slice(before)).toEqual(['dispute-opened'])
  await expect(order('Lost@Example.com')).rejects.toMatchObject({ code: 'purchase_blocked' })
  const wish = { subscriptionId: subscription.id, userId }
  await expect(undoCancellation(wish)).rejects.toMatchObject({ code: 'renewal_stopped' })

  await world.sdk.disputes.close(dispute.stripeDisputeId)
  await world.settle()
  expect(await disputesOf(subscription.customerId)).toMatchObject([{ status: 'lost' }])
  await expect(order('lost@example.com')).rejects.toMatchObject({ code: 'purchase_blocked' })
  await world.advanceTo(addDays((await rowsOf(sessionId)).periodEnd, 0.1))
  expect((await rowsOf(sessionId)).subscription.status).toBe('canceled')
  expect((await mailsTo(staff)).slice(before)).toEqual(['dispute-opened'])
})

test('a dispute closes the payment pages that its customer has open, and of nobody else', async () => {
  const sessionId = await world.buy('pages@example.com')
  const bought = await rowsOf(sessionId)
  const [open, other] = [await order('Pages@Example.com'), await order('other-pages@example.com')]
  await world.payWith(bought, 'pm_card_createDispute')
  await world.advanceTo(addDays(now(), 0.5))
  await agreeToPlan({
    subscriptionId: bought.subscription.id,
    userId: bought.userId,
    planCode: 'premium',
    cycle: 'monthly',
  })
  await world.settle()
  const session = (each: { sessionId: string }) => world.sdk.checkout.sessions.retrieve(each.sessionId)
  expect(await session(open)).toMatchObject({ status: 'expired' })
  expect(await session(other)).toMatchObject({ status: 'open' })
  const statusOf = async (each: { sessionId: string }) => {
    const isIt = eq(checkoutSessions.stripeSessionId, each.sessionId)
    return (await db().select({ status: checkoutSessions.status }).from(checkoutSessions).where(isIt))[0]?.status
  }
  expect([await statusOf(open), await statusOf(other)]).toEqual(['expired', 'pending'])
})

test('a dispute that is won restores all', async () => {
  const { sessionId, dispute, subscription } = await disputed('won@example.com')
  await world.sdk.disputes.update(dispute.stripeDisputeId, {
    evidence: { uncategorized_text: 'winning_evidence' },
    submit: true,
  })
  await world.settle()
  expect(await disputesOf(subscription.customerId)).toMatchObject([{ status: 'won' }])
  expect((await rowsOf(sessionId)).subscription).toMatchObject({ status: 'active', cancelAt: null })
  expect(await stopsOf(subscription.id)).toMatchObject([{ liftedAt: expect.any(Date) }])
  await order('won@example.com')
})

test('what its customer cancelled before the dispute stays cancelled when it is won', async () => {
  const before = await rowsOf(await world.buy('both@example.com'))
  const wish = { subscriptionId: before.subscription.id, userId: before.userId }
  await world.payWith(before, 'pm_card_createDispute')
  await agreeToPlan({ ...wish, planCode: 'premium', cycle: 'monthly' })
  await agreeToEnd(wish)
  await world.settle()
  const [dispute] = await disputesOf(before.subscription.customerId)
  expect(await stopsOf(before.subscription.id)).toEqual([])
  await world.sdk.disputes.update(dispute?.stripeDisputeId ?? '', {
    evidence: { uncategorized_text: 'winning_evidence' },
    submit: true,
  })
  await world.settle()
  expect(await disputesOf(before.subscription.customerId)).toMatchObject([{ status: 'won' }])
  await undoCancellation(wish)
})

test('a dispute that comes before its order is recorded waits for it', async () => {
  const sessionId = await world.pay({ email: 'early@example.com', cardNumber: '4000 0000 0000 0259' })
  const { data } = await world.sdk.disputes.list({ limit: 1 })
  await expect(syncDispute(data[0]?.id ?? '', 'evt_early')).rejects.toThrow('is not recorded yet')
  await world.settle()
  const { subscription } = await rowsOf(sessionId)
  expect(await disputesOf(subscription.customerId)).toMatchObject([{ status: 'needs_response' }])
  expect(await stopsOf(subscription.id)).toMatchObject([{ liftedAt: null }])
  expect(subscription.cancelAt).not.toBeNull()
})

test("a refund and a dispute of another shop's customer are left alone", async () => {
  const customer = await world.sdk.customers.create({ email: 'stranger@example.com' })
  const paid = await world.sdk.paymentIntents.create({
    amount: 4321,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_createDispute',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
  await world.settle()
  expect(paid.status).toBe('succeeded')
  expect(await db().$count(disputes, eq(disputes.amount, 4321))).toBe(0)
})
