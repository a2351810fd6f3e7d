import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPlan } from '@/lib/catalog/find-plan'
import { moveClock, now } from '@/lib/clock'
import type { PlanPrice } from '@/lib/stripe/plan-price'
import { retrieveSubscription } from '@/lib/stripe/retrieve-subscription'
import { scheduleDowngrade } from '@/lib/stripe/schedule-downgrade'
import { setCancellation } from '@/lib/stripe/set-cancellation'
import { upgradeSubscription } from '@/lib/stripe/upgrade-subscription'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'
import { type Turn, watchLife } from './testing/watch-life'
import { undoCancellation } from './undo-cancellation'

let arrange = (events: string[]): string[] => events
let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld((events) => arrange(events))
})

afterAll(() => world.close())

/** The same numbers at each run. */
function randomFrom(seed: number): () => number {
  let last = seed
  return () => {
    last = (last * 1103515245 + 12345) % 2147483648
    return last
  }
}

function shuffledTwice(events: string[], random: () => number): string[] {
  return [...events, ...events]
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event)
}

/** An invoice for a month, as `watchLife` reads it out. */
function invoice(status: 'open' | 'paid', month: number, amount = 799): string {
  const figures = `${amount} - 0 + 0 = ${amount}, due ${amount}, paid ${status === 'paid' ? amount : 0}`
  return `${status}: ${figures}, month ${month} to month ${month + 1}`
}

/** The mail about what was paid, as `watchLife` reads it out. */
function receipt(amount = 799): string {
  const price = `$${(amount / 100).toFixed(2)}`
  return `receipt: Receipt NUMBER: ${price} paid | ${price}`
}

/** What a month brings that is paid for as planned. */
function renewal(month: number, amount = 799): Turn {
  return {
    paidUntil: `month ${month + 1}`,
    invoices: [invoice('paid', month, amount)],
    mails: [receipt(amount)],
    audit: [
      'invoice.status_changed none > paid (event)',
      `subscription.period_changed month ${month} > month ${month + 1} (event)`,
    ],
  }
}

/** What a month brings whose payment is refused. */
function failedRenewal(month: number): Turn {
  return {
    status: 'past_due',
    paidUntil: `month ${month + 1}`,
    invoices: [invoice('open', month)],
    mails: ['payment-failed: Your payment for Starter (SITE) did not go through | $7.99'],
    audit: [
      'invoice.status_changed none > open (event)',
      `subscription.period_changed month ${month} > month ${month + 1} (event)`,
      'subscription.status_changed active > past_due (event)',
      'dunning.started (event)',
    ],
  }
}

/** What the payment of such a month brings. */
function latePayment(month: number): Turn {
  return {
    status: 'active',
    invoices: [invoice('paid', month)],
    mails: [receipt()],
    audit: [
      'invoice.status_changed open > paid (event)',
      'subscription.status_changed past_due > active (event)',
      'dunning.ended paid (event)',
    ],
  }
}

async function payLastInvoice(service: Awaited<ReturnType<typeof rowsOf>>): Promise<void> {
  await world.payWith(service, 'pm_card_visa')
  const { data } = await world.sdk.invoices.list({ customer: service.stripeCustomerId, status: 'open' })
  await world.sdk.invoices.pay(data[0]?.id ?? '')
}

async function refundLastPayment(customer: string): Promise<void> {
  const { data } = await world.sdk.charges.list({ customer, limit: 1 })
  await world.sdk.refunds.create({ charge: data[0]?.id })
}

async function loseDispute(): Promise<void> {
  const { data } = await world.sdk.disputes.list({ limit: 1 })
  await world.sdk.disputes.close(data[0]?.id ?? '')
}

/** 36 months of Starter monthly with all that can happen to a subscription, each turn looked at. */
async function live(email: string): Promise<string> {
  const { sessionId, at, expectTurn } = await watchLife(world, email)
  const bought = await rowsOf(sessionId)
  const own = { subscriptionId: bought.subscription.id, userId: bought.userId }
  /** Some days after the renewal that many months after the start. */
  const advance = (months: number, days = 0.1) => world.advanceTo(at(months, days))
  const renew = async (months: number, amount?: number) => {
    await advance(months)
    await expectTurn(renewal(months, amount))
  }
  const payOpenInvoice = async () => {
    await payLastInvoice(bought)
    await world.settle()
  }

  await expectTurn({
    plan: 'starter monthly, 799 usd',
    status: 'active',
    paidUntil: 'month 1',
    endsAt: null,
    endedAt: null,
    site: 'active, 200, 10 GB',
    mayBuy: true,
    planChanges: [],
    dunnings: [],
    suspensions: [],
    retentions: [],
    refunds: [],
    disputes: [],
    renewalStops: [],
    invoices: [invoice('paid', 0)],
    mails: ['welcome: Your MigraHosting site is live: how to sign in | $7.99'],
    audit: [
      'fulfilment.completed (system)',
      'invoice.status_changed none > paid (order)',
      'subscription.currency_changed none > usd (order)',
      'subscription.period_changed none > month 1 (order)',
      'subscription.price_changed none > 799 (order)',
      'subscription.status_changed incomplete > active (order)',
    ],
  })
  await renew(1)

  // A renewal that fails and recovers.
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(2)
  await expectTurn({ ...failedRenewal(2), dunnings: ['since month 2: under way'] })
  await advance(2, 2)
  await expectTurn({})
  await payOpenInvoice()
  await expectTurn({ ...latePayment(2), dunnings: ['since month 2: paid'] })
  await advance(2, 8)
  await expectTurn({})

  // An upgrade in month 5, a downgrade in month 9.
  for (const month of [3, 4, 5]) await renew(month)
  await agreeToPlan({ ...own, planCode: 'premium', cycle: 'monthly' })
  await world.settle()
  await expectTurn({
    plan: 'premium monthly, 1299 usd',
    site: 'active, 200, 50 GB',
    planChanges: ['premium monthly, 1299, from month 5: in force'],
    // The difference of 500 for all but a tenth of a day.
    invoices: [invoice('paid', 5, 499)],
    mails: [receipt(499), 'plan-changed: SITE has Premium now | $4.99 | $12.99'],
    audit: [
      'plan_change.requested (user)',
      'invoice.status_changed none > paid (user)',
      'subscription.plan_changed starter > premium (user)',
      'subscription.price_changed 799 > 1299 (user)',
      'plan_change.applied (user)',
    ],
  })
  for (const month of [6, 7, 8, 9]) await renew(month, 1299)
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'monthly' })
  await world.settle()
  await expectTurn({
    planChanges: ['premium monthly, 1299, from month 5: in force', 'starter monthly, 799, from month 10: waits'],
    mails: ['plan-change-scheduled: SITE will change to Starter | $7.99'],
    audit: ['plan_change.requested (user)', 'plan_change.scheduled (user)'],
  })
  await advance(10)
  const renewed = renewal(10)
  await expectTurn({
    ...renewed,
    plan: 'starter monthly, 799 usd',
    site: 'active, 200, 10 GB',
    planChanges: ['premium monthly, 1299, from month 5: in force', 'starter monthly, 799, from month 10: in force'],
    mails: [...renewed.mails, 'plan-changed: SITE has Starter now | $7.99'],
    audit: [
      ...renewed.audit,
      'subscription.plan_changed premium > starter (event)',
      'subscription.price_changed 1299 > 799 (event)',
      'plan_change.applied (event)',
    ],
  })
  await renew(11)

  // A renewal that does not recover, and is paid after the suspension.
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(12)
  await expectTurn({ ...failedRenewal(12), dunnings: ['since month 2: paid', 'since month 12: under way'] })
  await advance(12, 3.2)
  await expectTurn({ mails: ['payment-failed: Reminder: your payment for Starter (SITE) is open | $7.99'] })
  await advance(12, 7.2)
  await expectTurn({
    site: 'suspended, 503, 10 GB',
    suspensions: ['non_payment, month 12, day 7 to now'],
    mails: ['service-suspended: SITE is offline until your payment arrives | $7.99'],
    audit: ['service.suspended non_payment (clock)'],
  })
  await advance(12, 9)
  await expectTurn({})
  await payOpenInvoice()
  const paid = latePayment(12)
  await expectTurn({
    ...paid,
    site: 'active, 200, 10 GB',
    dunnings: ['since month 2: paid', 'since month 12: paid'],
    suspensions: ['non_payment, month 12, day 7 to month 12, day 9'],
    mails: [...paid.mails, 'service-restored: SITE is online again'],
    audit: [...paid.audit, 'service.suspension_lifted non_payment (event)'],
  })

  // A cancellation that is undone, a refund.
  for (const month of [13, 14, 15]) await renew(month)
  await agreeToEnd(own)
  await world.settle()
  await expectTurn({
    endsAt: 'month 16',
    mails: ['cancellation-confirmed: SITE is cancelled: what happens when'],
    audit: ['subscription.cancellation_requested (user)', 'subscription.cancellation_changed none > month 16 (user)'],
  })
  await undoCancellation(own)
  await world.settle()
  await expectTurn({
    endsAt: null,
    mails: ['cancellation-undone: SITE goes on: the cancellation is undone | $7.99'],
    audit: ['subscription.undo_requested (user)', 'subscription.cancellation_changed month 16 > none (user)'],
  })
  for (const month of [16, 17, 18]) await renew(month)
  await refundLastPayment(bought.stripeCustomerId)
  await world.settle()
  await expectTurn({
    refunds: ['799 usd: succeeded'],
    audit: ['refund.status_changed none > succeeded (event)'],
  })

  // A dispute that is lost: the service ends with what is paid, and is deleted after its retention.
  for (let month = 19; month < 35; month++) await renew(month)
  await world.payWith(bought, 'pm_card_createDispute')
  await advance(35)
  const disputed = renewal(35)
  await expectTurn({
    ...disputed,
    endsAt: 'month 36',
    mayBuy: false,
    disputes: ['799 usd, fraudulent: needs_response'],
    renewalStops: ['in force'],
    mails: [
      ...disputed.mails,
      'to billing@migrahosting.example: dispute-opened: Dispute: a payment of CUSTOMER | $7.99',
    ],
    audit: [
      ...disputed.audit,
      'dispute.status_changed none > needs_response (event)',
      'renewal.stopped (event)',
      'subscription.cancellation_changed none > month 36 (event)',
    ],
  })
  await loseDispute()
  await world.settle()
  await expectTurn({
    disputes: ['799 usd, fraudulent: lost'],
    audit: ['dispute.status_changed needs_response > lost (event)'],
  })
  await advance(36)
  await expectTurn({
    status: 'canceled',
    endsAt: null,
    endedAt: 'month 36',
    site: 'suspended, 503, 10 GB',
    suspensions: ['non_payment, month 12, day 7 to month 12, day 9', 'ended, month 36 to now'],
    retentions: ['until month 36, day 30: kept'],
    mails: ['service-ended: SITE has ended; we keep its data for a while'],
    audit: [
      'subscription.status_changed active > canceled (event)',
      'subscription.cancellation_changed month 36 > none (event)',
      'subscription.end_changed none > month 36 (event)',
      'service.suspended ended (event)',
      'retention.started (event)',
    ],
  })
  await advance(36, 23.2)
  await expectTurn({ mails: ['deletion-warning: The data of SITE will be deleted soon'] })
  await advance(36, 29.11)
  await expectTurn({ mails: ['deletion-warning: Last notice: the data of SITE is deleted tomorrow'] })
  await advance(36, 30.2)
  await expectTurn({
    site: 'terminated, 404, gone',
    retentions: ['until month 36, day 30: terminated'],
    mails: ['service-deleted: The data of SITE is deleted'],
    audit: ['service.terminated (retention)'],
  })
  return sessionId
}

/** What is Stripe's to say of a life, and what it cost. */
async function billOf(sessionId: string) {
  const { plan, subscription, invoices } = await rowsOf(sessionId)
  return {
    plan,
    subscription: [subscription.status, subscription.amount, subscription.billingCycle],
    invoices: invoices.map(({ status, total, amountPaid }) => [status, total, amountPaid]),
  }
}

let lived: Awaited<ReturnType<typeof billOf>>

test('three years of Starter monthly, with every turn', { timeout: 240_000 }, async () => {
  lived = await billOf(await live('life@example.com'))
  // 36 terms and the upgrade.
  expect(lived.invoices).toHaveLength(37)
})

test('the same life with the events of each moment twice and in no order is the same at each turn', {
  timeout: 240_000,
}, async () => {
  const random = randomFrom(7)
  arrange = (events) => shuffledTwice(events, random)
  expect(await billOf(await live('shuffled@example.com'))).toEqual(lived)
})

/** The same three years, but with all acts done at Stripe and all of its events withheld, until the service has ended. */
async function liveUnheard(email: string) {
  const withheld: string[] = []
  arrange = (events) => {
    withheld.push(...events)
    return []
  }
  const { sessionId, at, look } = await watchLife(world, email)
  await look()
  const bought = await rowsOf(sessionId)
  const { stripeSubscriptionId } = bought.subscription
  const advance = (months: number, days = 0.1) => world.advanceTo(at(months, days))
  const priceOf = async (planCode: string): Promise<PlanPrice> => {
    const plan = await findPlan(planCode, 'usd')
    if (!plan.prices.monthly) throw new Error(`${planCode} has no price`)
    return { plan, cycle: 'monthly', price: plan.prices.monthly }
  }

  await advance(1)
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(2)
  await advance(2, 2)
  await payLastInvoice(bought)
  await advance(5)
  const { itemId } = await retrieveSubscription(stripeSubscriptionId)
  const upgrade = { at: now(), key: crypto.randomUUID() }
  await upgradeSubscription(stripeSubscriptionId, itemId ?? '', await priceOf('premium'), upgrade)
  await advance(9)
  await scheduleDowngrade(stripeSubscriptionId, await priceOf('starter'), crypto.randomUUID())
  await advance(11)
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(12, 9)
  await payLastInvoice(bought)
  await advance(15)
  await setCancellation(stripeSubscriptionId, true)
  await setCancellation(stripeSubscriptionId, false)
  await advance(18)
  await refundLastPayment(bought.stripeCustomerId)
  await advance(34)
  await world.payWith(bought, 'pm_card_createDispute')
  await advance(35)
  await loseDispute()
  await setCancellation(stripeSubscriptionId, true)
  await advance(36)
  return { sessionId, look, events: withheld }
}

async function deliver(events: string[]): Promise<void> {
  for (let first = 0; first < events.length; first += 50) {
    await Promise.all(events.slice(first, first + 50).map((body) => world.deliver(body)))
    await world.idle()
  }
}

let inOrder: Awaited<ReturnType<Awaited<ReturnType<typeof watchLife>>['look']>>

test('of a life that nobody heard of, its events then bring everything up to date', { timeout: 240_000 }, async () => {
  const { sessionId, look, events } = await liveUnheard('unheard@example.com')
  await deliver(events)
  expect(await billOf(sessionId)).toEqual(lived)
  inOrder = await look()
  expect(inOrder).toMatchObject({
    status: 'canceled',
    endedAt: 'month 36',
    site: 'suspended, 503, 10 GB',
    mayBuy: false,
    suspensions: ['ended, month 36 to now'],
    refunds: ['799 usd: succeeded'],
    disputes: ['799 usd, fraudulent: lost'],
    mails: [
      receipt(499),
      ...Array.from({ length: 4 }, () => receipt(1299)),
      ...Array.from({ length: 31 }, () => receipt()),
      'service-ended: SITE has ended; we keep its data for a while',
      'to billing@migrahosting.example: dispute-opened: Dispute: a payment of CUSTOMER | $7.99',
    ].toSorted(),
  })
})

test.each([11, 23])(
  'all its events in no order, each twice, leave the same (seed %i)',
  { timeout: 240_000 },
  async (seed) => {
    const { sessionId, look, events } = await liveUnheard(`seed${seed}@example.com`)
    await deliver(shuffledTwice(events, randomFrom(seed)))
    expect(await billOf(sessionId)).toEqual(lived)
    expect(await look()).toEqual(inOrder)
  },
)
