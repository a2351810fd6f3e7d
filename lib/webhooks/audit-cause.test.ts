import { eq, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { invoices as invoiceRows } from '@/db/schema/billing'
import { addDays } from '@/lib/billing/days'
import { agreeToPlan } from '@/lib/billing/testing/customer-acts'
import { openWorld, type World } from '@/lib/billing/testing/open-world'
import { rowsOf } from '@/lib/billing/testing/service-rows'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'

let world: World
const held: Stripe.Event[] = []
const seen = new Set<string>()

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld((events) => {
    held.push(...events.map((body) => JSON.parse(body)))
    return []
  })
})

afterAll(() => world.close())

/** What was written down since the last look. */
async function newEntries() {
  const rows = await db().select().from(auditLog).orderBy(sql`at`)
  const fresh = rows.filter(({ id }) => !seen.has(id))
  for (const { id } of fresh) seen.add(id)
  return fresh
}

/** Delivers one kind of what Stripe has to tell, and forgets the rest. @returns the delivered events' ids */
async function deliverOnly(type: string): Promise<string[]> {
  await world.settle()
  const chosen = held.splice(0).filter((event) => event.type === type)
  await newEntries()
  for (const event of chosen) await world.deliver(JSON.stringify(event))
  await world.idle()
  return chosen.map(({ id }) => id)
}

test('each change that an event of Stripe brings is in the audit log with the id of that event', {
  timeout: 60_000,
}, async () => {
  const sessionId = await world.buy('cause@example.com', 'premium')
  const { subscription, stripeCustomerId, periodEnd: end } = await rowsOf(sessionId)
  const { stripeSubscriptionId } = subscription
  const service = { stripeCustomerId, subscription }
  const { subscriptions, invoices, refunds, charges } = world.sdk
  const lastCharge = async () => (await charges.list({ customer: stripeCustomerId, limit: 1 })).data[0]?.id

  const turns: [type: string, act: () => Promise<unknown>, actions: string[]][] = [
    [
      'invoice.updated',
      async () => {
        // What we knew of its amounts is no longer true.
        await db().update(invoiceRows).set({ amountDue: 1 }).where(eq(invoiceRows.subscriptionId, subscription.id))
        const { data } = await invoices.list({ subscription: stripeSubscriptionId })
        await invoices.update(data[0]?.id ?? '', { metadata: { looked: 'at' } })
      },
      ['invoice.amounts_changed'],
    ],
    [
      'invoice.paid',
      () => world.advanceTo(addDays(end, 0.1)),
      ['invoice.status_changed', 'subscription.period_changed'],
    ],
    [
      'customer.subscription.updated',
      () => subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: true }),
      ['subscription.cancellation_changed'],
    ],
    [
      'customer.subscription.updated',
      () => subscriptions.update(stripeSubscriptionId, { cancel_at_period_end: false }),
      ['subscription.cancellation_changed'],
    ],
    [
      'refund.created',
      async () => refunds.create({ charge: await lastCharge(), amount: 1 }),
      ['refund.status_changed'],
    ],
    [
      'charge.refunded',
      async () => refunds.create({ charge: await lastCharge(), amount: 2 }),
      ['refund.status_changed'],
    ],
    [
      'invoice.payment_failed',
      async () => {
        await world.payWith(service, 'pm_card_chargeCustomerFail')
        await world.advanceTo(addDays(end, 31.1))
      },
      ['dunning.started', 'invoice.status_changed', 'subscription.period_changed', 'subscription.status_changed'],
    ],
    [
      'customer.subscription.updated',
      async () => {
        await world.payWith(service, 'pm_card_visa')
        const { data } = await invoices.list({ subscription: stripeSubscriptionId, status: 'open' })
        await invoices.pay(data[0]?.id ?? '')
      },
      ['dunning.ended', 'invoice.status_changed', 'subscription.status_changed'],
    ],
    [
      'customer.subscription.paused',
      () => subscriptions.pause(stripeSubscriptionId),
      ['service.suspended', 'subscription.status_changed'],
    ],
    [
      'customer.subscription.resumed',
      () => subscriptions.resume(stripeSubscriptionId),
      // A new term begins.
      [
        'invoice.status_changed',
        'service.suspension_lifted',
        'subscription.period_changed',
        'subscription.status_changed',
      ],
    ],
    [
      'charge.dispute.created',
      async () => {
        await world.payWith(service, 'pm_card_createDispute')
        await world.advanceTo(addDays(now(), 32))
      },
      [
        'dispute.status_changed',
        'invoice.status_changed',
        'renewal.stopped',
        'subscription.cancellation_changed',
        'subscription.period_changed',
      ],
    ],
    [
      'charge.dispute.closed',
      async () => {
        const { data } = await world.sdk.disputes.list({ limit: 1 })
        await world.sdk.disputes.update(data[0]?.id ?? '', {
          evidence: { uncategorized_text: 'winning_evidence' },
          submit: true,
        })
      },
      ['dispute.status_changed', 'renewal.resumed', 'subscription.cancellation_changed'],
    ],
    [
      'customer.subscription.deleted',
      () => subscriptions.cancel(stripeSubscriptionId),
      ['retention.started', 'service.suspended', 'subscription.end_changed', 'subscription.status_changed'],
    ],
  ]
  for (const [type, act, actions] of turns) {
    await act()
    const eventIds = await deliverOnly(type)
    expect(eventIds.length, type).toBeGreaterThan(0)
    const entries = await newEntries()
    expect([...new Set(entries.map(({ action }) => action))].sort(), type).toEqual(actions)
    for (const { action, details } of entries) expect(eventIds, `${type}: ${action}`).toContain(details.cause)
  }
})

test("a change of plan is in the audit log when it waits, by whoever's act that is, and when an event says it is in force", async () => {
  const sessionId = await world.buy('plan-cause@example.com', 'premium')
  const { subscription, userId, periodEnd } = await rowsOf(sessionId)
  const own = { subscriptionId: subscription.id, userId }
  await newEntries()
  await agreeToPlan({ ...own, planCode: 'starter', cycle: 'monthly' })
  const wished = await newEntries()
  expect(wished.map(({ action }) => action)).toEqual(['plan_change.requested', 'plan_change.scheduled'])
  expect(wished[1]?.details.cause).toBe(`user:${userId}`)

  await world.advanceTo(addDays(periodEnd, 0.1))
  const eventIds = await deliverOnly('customer.subscription.updated')
  const applied = (await newEntries()).filter(({ action }) => action === 'plan_change.applied')
  expect(applied).toHaveLength(1)
  expect(eventIds).toContain(applied[0]?.details.cause)
})
