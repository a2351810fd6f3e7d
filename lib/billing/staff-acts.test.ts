import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { disputes, purchaseClearances, refundRequests, refunds } from '@/db/schema/disputes'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { addDays } from './days'
import { endServiceNow } from './end-service-now'
import { liftPurchaseBlock } from './lift-purchase-block'
import { refundPayment } from './refund-payment'
import { restorePurchaseBlock } from './restore-purchase-block'
import { scheduleServiceEnd } from './schedule-service-end'
import { sendRefund } from './send-refund'
import { makeStaff } from './testing/make-staff'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { withdrawServiceEnd } from './withdraw-service-end'

const reason = 'The customer asked for it.'
let world: World
let staffId: string

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
  staffId = await makeStaff()
})

afterAll(() => world.close())

async function invoiceOf(sessionId: string) {
  const rows = await rowsOf(sessionId)
  const [invoice] = rows.invoices
  if (!invoice) throw new Error('There is no invoice')
  return { ...rows, invoice, customerId: rows.subscription.customerId }
}

function wishFor(invoiceId: string, amountMinor: number) {
  return { staffId, requestId: crypto.randomUUID(), invoiceId, amountMinor, reason }
}

function refundsOf(customerId: string) {
  return db().select().from(refunds).where(eq(refunds.customerId, customerId)).orderBy(refunds.amount)
}

/** The actions that staff are on record for, on one thing. */
async function actsOn(subject: string): Promise<string[]> {
  const mine = and(eq(auditLog.subject, subject), eq(auditLog.actor, `user:${staffId}`))
  const rows = await db().select({ action: auditLog.action }).from(auditLog).where(mine).orderBy(auditLog.at)
  return rows.map((row) => row.action)
}

function fault(kind: string, only: string) {
  return world.sdk.rawRequest('POST', '/_sandbox/faults', { kind, count: 2, only: [only] })
}

function order(email: string) {
  return startCheckout({ planId: 'starter', billingCycle: 'monthly', customer: { name: 'J', email } })
}

test('a payment is refunded in part and then in full, once for each form, and never beyond what is left', async () => {
  const { invoice, customerId, subscription, website } = await invoiceOf(await world.buy('refund@example.com'))
  const part = wishFor(invoice.id, 300)
  await Promise.all([refundPayment(part), refundPayment(part)])
  await refundPayment(part)
  expect(await refundsOf(customerId)).toMatchObject([{ amount: 300, status: 'succeeded' }])
  await expect(refundPayment({ ...part, amountMinor: 200 })).rejects.toMatchObject({ code: 'refund_refused' })
  for (const amount of [500, 0, -1, 1.5]) {
    const refused = { code: 'refund_refused', details: { fields: { amount: expect.stringContaining('$4.99') } } }
    await expect(refundPayment(wishFor(invoice.id, amount))).rejects.toMatchObject(refused)
  }
  await refundPayment(wishFor(invoice.id, 499))
  await expect(refundPayment(wishFor(invoice.id, 1))).rejects.toMatchObject({ code: 'refund_refused' })
  await world.settle()
  expect(await refundsOf(customerId)).toMatchObject([{ amount: 300 }, { amount: 499, status: 'succeeded' }])
  expect(await actsOn(`invoices:${invoice.id}`)).toEqual(['refund.requested', 'refund.requested'])
  expect(await world.visit(website.systemDomain)).toBe(200)
  expect((await world.sdk.subscriptions.retrieve(subscription.stripeSubscriptionId)).status).toBe('active')
})

test('a refund whose answer is lost is made once, by its job or by the next click', async () => {
  const { invoice, customerId } = await invoiceOf(await world.buy('lost@example.com'))
  const wish = wishFor(invoice.id, 100)
  // The SDK tries each call twice.
  await fault('api_error', '/v1/refunds')
  await expect(refundPayment(wish)).rejects.toMatchObject({ code: 'stripe_unreachable' })
  expect(await refundsOf(customerId)).toEqual([])
  expect(await sendRefund(wish.requestId)).toBeNull()
  await refundPayment(wish)
  await sendRefund(wish.requestId)
  // Made at Stripe, though we never wrote it down, and so long ago that Stripe has forgotten the key.
  await db().update(refundRequests).set({ stripeRefundId: null }).where(eq(refundRequests.id, wish.requestId))
  moveClock(addDays(new Date('2027-01-10T09:00:00Z'), 2))
  await refundPayment(wish)
  await world.settle()
  expect(await refundsOf(customerId)).toMatchObject([{ amount: 100 }])
})

test('two refunds at once of more than there is: Stripe refuses one, and that stays so', async () => {
  const { invoice, customerId } = await invoiceOf(await world.buy('both@example.com'))
  const wishes = [wishFor(invoice.id, 500), wishFor(invoice.id, 500)]
  const outcomes = await Promise.allSettled(wishes.map(refundPayment))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = wishes[outcomes.findIndex(({ status }) => status === 'rejected')]
  if (!refused) throw new Error('None was refused')
  await expect(refundPayment(refused)).rejects.toMatchObject({ code: 'refund_refused' })
  expect(await sendRefund(refused.requestId)).toContain('Stripe refused')
  expect(await refundsOf(customerId)).toMatchObject([{ amount: 500 }])
})

test('a service that staff cancel ends with what is paid, unless they take it back, and its customer reads of both', async () => {
  const sessionId = await world.buy('ends@example.com')
  const { subscription } = await rowsOf(sessionId)
  const wish = { staffId, subscriptionId: subscription.id, reason }
  const cancel = { ...wish, actId: crypto.randomUUID() }
  await Promise.all([scheduleServiceEnd(cancel), scheduleServiceEnd(cancel)])
  await scheduleServiceEnd(cancel)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription).toMatchObject({ status: 'active', cancelAt: expect.any(Date) })
  const keep = { ...wish, actId: crypto.randomUUID() }
  await Promise.all([withdrawServiceEnd(keep), withdrawServiceEnd(keep)])
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.cancelAt).toBeNull()
  expect(await actsOn(`subscriptions:${subscription.id}`)).toEqual([
    'subscription.cancellation_requested',
    'subscription.undo_requested',
  ])
  expect(await mailsTo('ends@example.com')).toEqual(['welcome', 'cancellation-confirmed', 'cancellation-undone'])
})

test('a service is ended at once, with its data kept, however often it is clicked; nothing is refunded by that', async () => {
  const sessionId = await world.buy('now@example.com')
  const { subscription, website } = await rowsOf(sessionId)
  const wish = { staffId, subscriptionId: subscription.id, reason }
  await Promise.all([endServiceNow(wish), endServiceNow(wish)])
  await endServiceNow(wish)
  await world.settle()
  expect(await rowsOf(sessionId)).toMatchObject({
    subscription: { status: 'canceled' },
    website: { status: 'suspended' },
    retentions: [{ outcome: null }],
  })
  expect(await world.visit(website.systemDomain)).toBe(503)
  expect(await actsOn(`subscriptions:${subscription.id}`)).toEqual(['service.end_requested'])
  expect(await mailsTo('now@example.com')).toEqual(['welcome', 'service-ended'])
  expect(await refundsOf(subscription.customerId)).toEqual([])
  const other = { ...wish, actId: crypto.randomUUID() }
  await expect(scheduleServiceEnd(other)).rejects.toMatchObject({ code: 'subscription_ended' })
  await expect(withdrawServiceEnd(other)).rejects.toMatchObject({ code: 'subscription_ended' })
  await expect(endServiceNow({ ...wish, subscriptionId: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('staff let a customer buy again whose dispute was lost; replays change nothing, and it can be taken back', async () => {
  const sessionId = await world.buy('block@example.com')
  const before = await rowsOf(sessionId)
  const { customerId } = before.subscription
  const wish = { staffId, customerId, reason }
  await expect(liftPurchaseBlock(wish)).rejects.toMatchObject({ code: 'not_found' })
  await world.payWith(before, 'pm_card_createDispute')
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const [dispute] = await db().select().from(disputes).where(eq(disputes.customerId, customerId))
  if (!dispute) throw new Error('No dispute was written down')
  await world.sdk.disputes.close(dispute.stripeDisputeId)
  await world.settle()
  const keep = { staffId, actId: crypto.randomUUID(), subscriptionId: before.subscription.id, reason }
  await expect(withdrawServiceEnd(keep)).rejects.toMatchObject({ code: 'renewal_stopped' })
  await expect(order('block@example.com')).rejects.toMatchObject({ code: 'purchase_blocked' })

  await Promise.all([liftPurchaseBlock(wish), liftPurchaseBlock(wish)])
  const secondId = await world.buy('block@example.com')
  expect((await rowsOf(sessionId)).subscription.cancelAt).not.toBeNull()
  await withdrawServiceEnd(keep)
  const { data: events } = await world.sdk.events.list({ limit: 40 })
  const told = events.filter(({ type }) => type.startsWith('charge.dispute.'))
  expect(told.length).toBeGreaterThan(1)
  for (const event of told.toReversed()) await world.deliver(JSON.stringify({ ...event, id: `${event.id}again` }))
  await world.idle()
  for (const id of [sessionId, secondId]) expect((await rowsOf(id)).subscription.cancelAt).toBeNull()
  await order('block@example.com')

  await Promise.all([restorePurchaseBlock(wish), restorePurchaseBlock(wish)])
  await expect(order('block@example.com')).rejects.toMatchObject({ code: 'purchase_blocked' })
  expect((await rowsOf(sessionId)).subscription.cancelAt).toBeNull()
  await liftPurchaseBlock(wish)
  expect(await db().$count(purchaseClearances, eq(purchaseClearances.customerId, customerId))).toBe(2)
  expect(await actsOn(`customers:${customerId}`)).toEqual([
    'purchases.cleared',
    'purchases.blocked_again',
    'purchases.cleared',
  ])
  const { invoices } = await rowsOf(sessionId)
  await expect(refundPayment(wishFor(invoices[1]?.id ?? '', 100))).rejects.toMatchObject({
    message: expect.stringContaining('bank has taken this payment back'),
  })
})

test('nobody but staff may do any of this, and what is unknown is refused', async () => {
  const { invoice, subscription, customerId } = await invoiceOf(await world.buy('rights@example.com'))
  const others = [await makeStaff({ role: 'customer' }), await makeStaff({ mustChangePassword: true })]
  for (const other of others) {
    const wish = { staffId: other, subscriptionId: subscription.id, actId: crypto.randomUUID(), customerId, reason }
    const attempts = await Promise.allSettled([
      refundPayment({ ...wishFor(invoice.id, 100), staffId: other }),
      scheduleServiceEnd(wish),
      withdrawServiceEnd(wish),
      endServiceNow(wish),
      liftPurchaseBlock(wish),
      restorePurchaseBlock(wish),
    ])
    for (const attempt of attempts) expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
  }
  expect(await refundsOf(customerId)).toEqual([])
  expect(await actsOn(`subscriptions:${subscription.id}`)).toEqual([])
  await expect(refundPayment(wishFor(crypto.randomUUID(), 1))).rejects.toMatchObject({ code: 'not_found' })
})
