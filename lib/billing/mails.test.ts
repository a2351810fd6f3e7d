import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customers, users } from '@/db/schema/accounts'
import { emailLog } from '@/db/schema/mail'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { addDays } from './days'
import { syncCustomerEmail } from './sync-customer-email'
import { agreeToEnd, agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { undoCancellation } from './undo-cancellation'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

async function buy(email: string) {
  const sessionId = await world.buy(email)
  const rows = await rowsOf(sessionId)
  const own = { subscriptionId: rows.subscription.id, userId: rows.userId }
  return { ...rows, sessionId, own, end: rows.periodEnd }
}

async function mailTo(toAddress: string, template: string) {
  const [mail] = await db()
    .select()
    .from(emailLog)
    .where(and(eq(emailLog.toAddress, toAddress), eq(emailLog.template, template)))
  return mail
}

test('a renewal and an upgrade each bring one receipt; the purchase, a failed renewal and a second event bring none', async () => {
  const email = 'receipts@example.com'
  const { sessionId, own, end } = await buy(email)
  expect(await mailsTo(email)).toEqual(['welcome'])
  await world.advanceTo(addDays(end, 0.1))
  const renewal = (await rowsOf(sessionId)).invoices[1]
  const receipt = await mailTo(email, 'receipt')
  expect(receipt).toMatchObject({
    department: 'billing',
    subject: `Receipt ${renewal?.number}: $7.99 paid`,
    props: {
      number: renewal?.number,
      periodStart: renewal?.periodStart.toISOString(),
      periodEnd: renewal?.periodEnd.toISOString(),
      total: { amountMinor: 799, currency: 'usd' },
      tax: { amountMinor: 0, currency: 'usd' },
      paid: { amountMinor: 799, currency: 'usd' },
      hostedUrl: expect.stringMatching(/^http/),
      pdfUrl: expect.stringMatching(/^http/),
    },
  })
  await agreeToPlan({ ...own, planCode: 'premium', cycle: 'monthly' })
  await world.settle()
  expect(await mailsTo(email)).toEqual(['welcome', 'receipt', 'receipt', 'plan-changed'])
})

test('a renewal for which no money is taken brings no receipt', async () => {
  const email = 'gift@example.com'
  const { sessionId, subscription, end } = await buy(email)
  const { id: coupon } = await world.sdk.coupons.create({ percent_off: 100, duration: 'once' })
  await world.sdk.subscriptions.update(subscription.stripeSubscriptionId, { discounts: [{ coupon }] })
  await world.advanceTo(addDays(end, 0.1))
  expect((await rowsOf(sessionId)).invoices).toMatchObject([{ total: 799 }, { status: 'paid', total: 0 }])
  expect(await mailsTo(email)).toEqual(['welcome'])
})

test('a service that was cancelled long before its end is reminded of once, a week ahead', async () => {
  const email = 'leaves@example.com'
  const { own, end } = await buy(email)
  await agreeToEnd(own)
  await world.advanceTo(addDays(end, -7.1))
  expect(await mailsTo(email)).toEqual(['welcome', 'cancellation-confirmed'])
  await world.advanceTo(addDays(end, -6.9))
  await world.advanceTo(addDays(end, -3))
  expect(await mailsTo(email)).toEqual(['welcome', 'cancellation-confirmed', 'ending-soon'])
  expect((await mailTo(email, 'ending-soon'))?.props).toMatchObject({
    endsAt: end.toISOString(),
    keptUntil: addDays(end, 30).toISOString(),
  })
})

test('neither a cancellation that was taken back nor one of the last days is followed by a reminder', async () => {
  const stays = await buy('stays@example.com')
  const late = await buy('late@example.com')
  await agreeToEnd(stays.own)
  await undoCancellation(stays.own)
  await world.advanceTo(addDays(late.end, -7.5))
  await agreeToEnd(late.own)
  for (const day of [-6.5, -1]) await world.advanceTo(addDays(late.end, day))
  expect(await mailsTo('stays@example.com')).toEqual(['welcome', 'cancellation-confirmed', 'cancellation-undone'])
  expect(await mailsTo('late@example.com')).toEqual(['welcome', 'cancellation-confirmed'])
})

test('mails about a service are in the language of its customer', async () => {
  const email = 'maria@example.com'
  const { userId, own } = await buy(email)
  await db().update(users).set({ locale: 'es' }).where(eq(users.id, userId))
  await agreeToEnd(own)
  const mail = await mailTo(email, 'cancellation-confirmed')
  expect(mail).toMatchObject({ locale: 'es', subject: expect.stringMatching(/ está cancelado: qué pasa y cuándo$/) })
})

test('Stripe hears of another address of a customer, at each purchase', async () => {
  const first = await buy('moves@example.com')
  const second = await rowsOf(await world.buy('moves@example.com'))
  const { customerId } = first.subscription
  await db().update(customers).set({ email: 'moved@example.com' }).where(eq(customers.id, customerId))
  await syncCustomerEmail(customerId)
  for (const id of [first.stripeCustomerId, second.stripeCustomerId]) {
    expect(await world.sdk.customers.retrieve(id)).toMatchObject({ email: 'moved@example.com' })
  }
})
