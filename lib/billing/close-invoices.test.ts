import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { closeInvoices } from './close-invoices'
import { addDays } from './days'
import { endServiceNow } from './end-service-now'
import { makeStaff } from './testing/make-staff'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

/** A service whose renewal was not paid. */
async function owing(email: string) {
  const sessionId = await world.buy(email)
  const before = await rowsOf(sessionId)
  await world.payWith(before, 'pm_card_chargeCustomerFail')
  await world.advanceTo(addDays(before.periodEnd, 0.1))
  const open = (await rowsOf(sessionId)).invoices.find(({ status }) => status === 'open')
  if (!open) throw new Error('No invoice is open')
  return { sessionId, ...before, open }
}

function latePayments(stripeInvoiceId: string) {
  const isOpen = and(eq(alerts.subject, `stripe:${stripeInvoiceId}`), isNull(alerts.resolvedAt))
  return db().select().from(alerts).where(isOpen)
}

test('once staff end a service, its unpaid invoice can no longer be paid', async () => {
  const { sessionId, subscription, open } = await owing('ended@example.com')
  const staffId = await makeStaff()
  await endServiceNow({ staffId, subscriptionId: subscription.id, reason: 'Asked for by mail' })
  await world.settle()
  expect((await world.sdk.invoices.retrieve(open.stripeInvoiceId)).status).toBe('void')
  await expect(world.sdk.invoices.pay(open.stripeInvoiceId)).rejects.toThrow()
  const { invoices } = await rowsOf(sessionId)
  expect(invoices.map(({ status }) => status)).toEqual(['paid', 'void'])
  await closeInvoices(subscription.id)
  expect(await latePayments(open.stripeInvoiceId)).toEqual([])
})

test('nor once Stripe has given up', async () => {
  const { sessionId, periodEnd, open } = await owing('never@example.com')
  for (const day of [3.2, 7.2, 8.2, 15.2]) await world.advanceTo(addDays(periodEnd, day))
  expect((await rowsOf(sessionId)).subscription.status).toBe('canceled')
  expect((await world.sdk.invoices.retrieve(open.stripeInvoiceId)).status).toBe('void')
})

test('what was paid at that very moment is told to staff', async () => {
  const owed = await owing('late@example.com')
  const { subscription, open } = owed
  await world.payWith(owed, 'pm_card_visa')
  await world.sdk.subscriptions.cancel(subscription.stripeSubscriptionId)
  moveClock(addDays(owed.periodEnd, 0.2))
  await world.sdk.invoices.pay(open.stripeInvoiceId)
  await world.settle()
  expect(await latePayments(open.stripeInvoiceId)).toMatchObject([
    { kind: 'unmatched_payment', summary: expect.stringContaining('was paid after its service had ended') },
  ])
})

test('an invoice that was paid before the end is nothing to tell', async () => {
  const sessionId = await world.buy('content@example.com')
  const { subscription, invoices } = await rowsOf(sessionId)
  await world.sdk.subscriptions.cancel(subscription.stripeSubscriptionId)
  await world.settle()
  expect((await rowsOf(sessionId)).subscription.status).toBe('canceled')
  expect(await latePayments(invoices[0]?.stripeInvoiceId ?? '')).toEqual([])
})
