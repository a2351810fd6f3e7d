import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { emailLog } from '@/db/schema/mail'
import { waitFor } from '@/db/testing/wait-for'
import { quote } from '@/lib/checkout/quote'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { addDays } from './days'
import { previewPlanChange } from './preview-plan-change'
import { readService } from './read-service'
import { agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  vi.stubEnv('STRIPE_TAX', 'on')
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

async function buy(email: string, country: string, couponCode?: string) {
  const sessionId = await world.pay({ email, country, couponCode })
  await settleSession(sessionId)
  await waitFor(async () => (await getProgress(sessionId))?.state === 'completed', { timeoutMs: 15_000 })
  await world.settle()
  const [order] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.stripeSessionId, sessionId))
  const [mail] = await db()
    .select({ props: emailLog.props })
    .from(emailLog)
    .where(and(eq(emailLog.toAddress, email), eq(emailLog.template, 'welcome')))
  return { sessionId, order, mail, ...(await rowsOf(sessionId)) }
}

test('the checkout says that tax is added', async () => {
  expect(await quote({ planCode: 'starter', cycle: 'monthly', currency: 'usd' })).toMatchObject({ tax: 'added' })
})

test('an order whose payment has tax on top is fulfilled, and its mail, invoices and renewals show it', async () => {
  const { sessionId, order, mail, invoices, subscription, userId } = await buy('added@example.com', 'DE')
  expect(order).toMatchObject({ status: 'completed', amount: 799, paidAmount: 951, taxAmount: 152 })
  expect(mail?.props).toMatchObject({
    amountToday: { amountMinor: 951, currency: 'usd' },
    taxToday: { amountMinor: 152, currency: 'usd' },
    addsTax: true,
    renewal: { amountMinor: 799, currency: 'usd' },
  })
  expect(invoices).toMatchObject([{ status: 'paid', subtotal: 799, tax: 152, total: 951, amountPaid: 951 }])
  expect(subscription.amount).toBe(799)
  const { invoices: shown } = await readService({ subscriptionId: subscription.id, userId })
  expect(shown).toMatchObject([{ total: { amountMinor: 951 }, tax: { amountMinor: 152 } }])

  await world.advanceTo(addDays(subscription.currentPeriodEnd ?? now(), 1))
  expect((await rowsOf(sessionId)).invoices).toMatchObject([{}, { status: 'paid', tax: 152, total: 951 }])
})

test('a coupon is taken off before the tax', async () => {
  const { order } = await buy('coupon@example.com', 'DE', 'WELCOME10')
  expect(order).toMatchObject({ status: 'completed', amount: 719, paidAmount: 856, taxAmount: 137 })
})

test('where no tax is due nothing is said of it', async () => {
  const { order, mail } = await buy('none@example.com', 'US')
  expect(order).toMatchObject({ status: 'completed', amount: 799, paidAmount: 799, taxAmount: 0 })
  expect(mail?.props).toMatchObject({ taxToday: null, addsTax: false })
})

test('a change of the plan costs what was shown, with its tax', async () => {
  const { subscription, userId, sessionId } = await buy('change@example.com', 'ES')
  const wish = { subscriptionId: subscription.id, userId, planCode: 'premium', cycle: 'monthly' as const }
  const { offer } = await previewPlanChange(wish)
  await agreeToPlan(wish)
  await world.settle()
  const change = (await rowsOf(sessionId)).invoices.at(-1)
  expect(change).toMatchObject({ status: 'paid', total: offer.charged.amountMinor })
  expect(change?.tax).toBeGreaterThan(0)

  await agreeToPlan({ ...wish, planCode: 'starter' })
  await world.settle()
  await world.advanceTo(addDays((await rowsOf(sessionId)).periodEnd, 1))
  expect((await rowsOf(sessionId)).invoices.at(-1)).toMatchObject({ status: 'paid', subtotal: 799, tax: 168 })
})
