import { eq, notInArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disputes, refunds } from '@/db/schema/disputes'
import { stripeEvents } from '@/db/schema/webhooks'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addDays } from './days'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { undoCancellation } from './undo-cancellation'

const delivered: string[] = []
let arrange = (events: string[]): string[] => events
let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld((events) => {
    delivered.push(...events)
    return arrange(events)
  })
})

afterAll(() => world.close())

/** The same numbers at each run. */
function shuffledTwice(events: string[]): string[] {
  let seed = 7
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed
  }
  return [...events, ...events]
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event)
}

/** What a life left, without what differs between two of them: ids and moments. */
async function remainsOf(sessionId: string, email: string) {
  const rows = await rowsOf(sessionId)
  const { customerId } = rows.subscription
  return {
    plan: rows.plan,
    subscription: [rows.subscription.status, rows.subscription.amount, rows.subscription.billingCycle],
    website: [rows.website.status, rows.website.generation],
    invoices: rows.invoices.map(({ status, total, amountPaid }) => [status, total, amountPaid]),
    planChanges: rows.planChanges.map(({ appliedAt, withdrawnAt }) => [appliedAt !== null, withdrawnAt !== null]),
    dunnings: rows.dunnings.map(({ outcome }) => outcome),
    suspensions: rows.suspensions.map(({ reason, liftedAt }) => [reason, liftedAt !== null]),
    retentions: rows.retentions.map(({ outcome }) => outcome),
    refunds: await db()
      .select({ amount: refunds.amount, status: refunds.status })
      .from(refunds)
      .where(eq(refunds.customerId, customerId)),
    disputes: await db()
      .select({ amount: disputes.amount, status: disputes.status })
      .from(disputes)
      .where(eq(disputes.customerId, customerId)),
    mails: await mailsTo(email),
  }
}

const tables =
  'subscriptions invoices plan_changes dunnings suspensions retentions disputes renewal_stops refunds websites backups ' +
  'email_log audit_log'

/** Every row that billing writes, without the marks of its last write. */
async function allRows(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of tables.split(' ')) {
    const rows = await db().execute<{ row: string }>(
      sql`select (to_jsonb(t) - 'updated_at' - 'sync_version')::text as row from ${sql.identifier(table)} t order by 1`,
    )
    found[table] = rows.map(({ row }) => row)
  }
  return found
}

/** 36 months of Starter monthly with all that can happen to a subscription, each turn looked at. */
async function live(email: string): Promise<string> {
  const start = now()
  /** Some days after the renewal that many months after the start. */
  const at = (months: number, days: number) => {
    const moment = new Date(start)
    moment.setUTCMonth(moment.getUTCMonth() + months)
    return addDays(moment, days)
  }
  const advance = (months: number, days = 0.1) => world.advanceTo(at(months, days))
  const sessionId = await world.buy(email)
  const rows = () => rowsOf(sessionId)
  const bought = await rows()
  const site = () => world.visit(bought.website.systemDomain)
  const wish = { subscriptionId: bought.subscription.id, userId: bought.userId }
  const payOpenInvoice = async () => {
    await world.payWith(bought, 'pm_card_visa')
    const open = (await rows()).invoices.find((invoice) => invoice.status === 'open')
    if (open) await world.sdk.invoices.pay(open.stripeInvoiceId)
    await world.settle()
  }

  await advance(1)
  expect((await rows()).invoices.map((invoice) => invoice.status)).toEqual(['paid', 'paid'])

  // A renewal that fails and recovers.
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(2)
  expect(await rows()).toMatchObject({ subscription: { status: 'past_due' }, dunnings: [{ outcome: null }] })
  await advance(2, 2)
  await payOpenInvoice()
  await advance(2, 8)
  expect(await rows()).toMatchObject({ subscription: { status: 'active' }, dunnings: [{ outcome: 'paid' }] })
  expect((await rows()).suspensions).toEqual([])
  expect(await mailsTo(email)).toEqual(['welcome', 'receipt', 'payment-failed', 'receipt'])

  // An upgrade in month 5, a downgrade in month 9.
  for (const month of [3, 4, 5]) await advance(month)
  await agreeToPlan({ ...wish, planCode: 'premium', cycle: 'monthly' })
  await world.settle()
  expect(await rows()).toMatchObject({ plan: 'premium', subscription: { amount: 1299 }, website: { generation: 2 } })
  for (const month of [6, 7, 8, 9]) await advance(month)
  expect((await rows()).invoices.at(-1)).toMatchObject({ total: 1299, status: 'paid' })
  await agreeToPlan({ ...wish, planCode: 'starter', cycle: 'monthly' })
  expect(await rows()).toMatchObject({ plan: 'premium' })
  await advance(10)
  expect(await rows()).toMatchObject({ plan: 'starter', subscription: { amount: 799 }, website: { generation: 3 } })
  expect((await rows()).invoices.at(-1)).toMatchObject({ total: 799, status: 'paid' })

  // A renewal that does not recover, and is paid after the suspension.
  await advance(11)
  await world.payWith(bought, 'pm_card_chargeCustomerFail')
  await advance(12)
  await advance(12, 3.2)
  expect(await site()).toBe(200)
  await advance(12, 7.2)
  expect(await site()).toBe(503)
  expect(await rows()).toMatchObject({ website: { status: 'suspended' }, suspensions: [{ liftedAt: null }] })
  await advance(12, 9)
  await payOpenInvoice()
  expect(await site()).toBe(200)
  expect(await rows()).toMatchObject({
    subscription: { status: 'active' },
    website: { status: 'active', generation: 5 },
    dunnings: [{ outcome: 'paid' }, { outcome: 'paid' }],
    suspensions: [{ reason: 'non_payment', liftedAt: expect.any(Date) }],
  })

  // A cancellation that is undone, a refund.
  for (const month of [13, 14, 15]) await advance(month)
  await agreeToEnd(wish)
  await world.settle()
  expect((await rows()).subscription.cancelAt).toEqual((await rows()).periodEnd)
  await undoCancellation(wish)
  for (const month of [16, 17, 18]) await advance(month)
  expect((await rows()).subscription).toMatchObject({ status: 'active', cancelAt: null })
  const { data } = await world.sdk.charges.list({ customer: bought.stripeCustomerId, limit: 1 })
  await world.sdk.refunds.create({ charge: data[0]?.id })
  await world.settle()
  expect((await rows()).subscription).toMatchObject({ status: 'active', cancelAt: null })
  expect(await site()).toBe(200)

  // A dispute that is lost: the service ends with what is paid, and is deleted after its retention.
  for (let month = 19; month < 35; month++) await advance(month)
  await world.payWith(bought, 'pm_card_createDispute')
  await advance(35)
  const [dispute] = await db().select().from(disputes).where(eq(disputes.customerId, bought.subscription.customerId))
  if (!dispute) throw new Error('No dispute was written down')
  expect((await rows()).subscription.cancelAt).toEqual((await rows()).periodEnd)
  await world.sdk.disputes.close(dispute.stripeDisputeId)
  await advance(35, 5)
  expect(await site()).toBe(200)
  await advance(36)
  expect(await rows()).toMatchObject({ subscription: { status: 'canceled' }, website: { status: 'suspended' } })
  expect(await site()).toBe(503)
  for (const day of [23.2, 29.11, 30.2]) await advance(36, day)
  expect((await rows()).website.status).toBe('terminated')
  expect(await site()).toBe(404)
  return sessionId
}

const receipts = (count: number) => Array.from({ length: count }, () => 'receipt')

const mails = [
  ['welcome', ...receipts(1), 'payment-failed', ...receipts(1 + 3)],
  // Up, planned down, down: the first is paid at once, the last by its renewal.
  [...receipts(1), 'plan-changed', ...receipts(4), 'plan-change-scheduled', ...receipts(1), 'plan-changed'],
  [...receipts(1), 'payment-failed', 'payment-failed', 'service-suspended', ...receipts(1), 'service-restored'],
  [...receipts(3), 'cancellation-confirmed', 'cancellation-undone', ...receipts(3)],
  receipts(17),
  ['service-ended', 'deletion-warning', 'deletion-warning', 'service-deleted'],
].flat()

let inOrder: Awaited<ReturnType<typeof remainsOf>>

test('three years of Starter monthly, with every turn', { timeout: 180_000 }, async () => {
  const sessionId = await live('life@example.com')
  inOrder = await remainsOf(sessionId, 'life@example.com')
  const { invoices, ...rest } = inOrder
  // 36 terms and the upgrade.
  expect(invoices).toHaveLength(37)
  expect(invoices.every(([status, total, paid]) => status === 'paid' && total === paid)).toBe(true)
  expect(rest).toEqual({
    plan: 'starter',
    subscription: ['canceled', 799, 'monthly'],
    website: ['terminated', 7],
    planChanges: [
      [true, false],
      [true, false],
    ],
    dunnings: ['paid', 'paid'],
    suspensions: [
      ['non_payment', true],
      ['ended', false],
    ],
    retentions: ['terminated'],
    refunds: [{ amount: 799, status: 'succeeded' }],
    disputes: [{ amount: 799, status: 'lost' }],
    mails,
  })
})

test('the same life with the events of each moment twice and in no order leaves the same', {
  timeout: 180_000,
}, async () => {
  arrange = shuffledTwice
  const sessionId = await live('shuffled@example.com')
  expect(await remainsOf(sessionId, 'shuffled@example.com')).toEqual(inOrder)
})

test('all events of both lives once more, twice and in no order, change nothing', { timeout: 180_000 }, async () => {
  const before = await allRows()
  await db().delete(stripeEvents)
  const events = shuffledTwice(delivered.splice(0))
  while (events.length > 0) {
    await Promise.all(events.splice(0, 50).map((body) => world.deliver(body)))
    await world.idle()
  }
  const failed = await db().$count(stripeEvents, notInArray(stripeEvents.status, ['processed', 'ignored']))
  expect(failed).toBe(0)
  expect(await allRows()).toEqual(before)
})
