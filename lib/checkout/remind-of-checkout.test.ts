import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { customers, users } from '@/db/schema/accounts'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes } from '@/db/schema/disputes'
import { emailLog, mailOptouts } from '@/db/schema/mail'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { openShop } from '@/lib/fulfilment/testing/open-shop'
import { readLegalText } from '@/lib/legal/read-legal-text'
import { orderNumber } from './order-number'
import { remindOfCheckout } from './remind-of-checkout'
import { resumeCheckout } from './resume-checkout'
import { startCheckout } from './start-checkout'

const { version } = await readLegalText('terms', 'en')
let shop: Awaited<ReturnType<typeof openShop>>

beforeAll(async () => {
  shop = await openShop([])
})

afterEach(() => moveClock())

afterAll(() => shop.close())

type Wish = { email?: string; wantsReminder?: boolean; [field: string]: unknown }

/** An order whose buyer ticked the box, unless told otherwise. */
async function order({ email = newEmail(), wantsReminder = true, ...wish }: Wish = {}) {
  const customer = { name: 'Maria Santos', email }
  const input = { planId: 'premium', billingCycle: 'yearly', customer, ...wish }
  const started = await startCheckout(input, { consents: { termsVersion: version, wantsReminder } })
  return { ...started, email, id: (await rowOf(started.sessionId)).id }
}

function newEmail(): string {
  return `${randomUUID()}@example.com`
}

async function rowOf(sessionId: string) {
  const [row] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.stripeSessionId, sessionId))
  if (!row) throw new Error('There is no such order')
  return row
}

function change(sessionId: string, values: Partial<typeof checkoutSessions.$inferInsert>) {
  return db().update(checkoutSessions).set(values).where(eq(checkoutSessions.stripeSessionId, sessionId))
}

function jobsOf(id: string) {
  return db().execute<{ run_at: string }>(sql`select run_at from graphile_worker.jobs where key = ${`remind:${id}`}`)
}

test('whoever asked for it is looked at once, four hours after the form was sent', async () => {
  const wanted = await order()
  const [job, ...others] = await jobsOf(wanted.id)
  expect(others).toEqual([])
  const hours = (new Date(job?.run_at ?? 0).getTime() - now().getTime()) / 3_600_000
  expect(hours).toBeGreaterThan(3.9)
  expect(hours).toBeLessThan(4.1)
  expect(await jobsOf((await order({ wantsReminder: false })).id)).toHaveLength(0)
})

test('an order that is not paid is reminded of once, with a link to its form and a way to stop', async () => {
  const { id, sessionId, email } = await order()
  await remindOfCheckout(id)
  await remindOfCheckout(id)
  const [mail, ...others] = await shop.mailsTo(email)
  expect(others).toEqual([])
  expect(mail?.subject).toBe('Your Premium order is not finished')
  expect(mail?.text).not.toContain(orderNumber(id))
  const source = await shop.mail.sourceOf(mail?.id ?? '')
  const [, stopUrl] = /^List-Unsubscribe: <(\S+)>\r$/m.exec(source) ?? []
  expect(stopUrl).toMatch(/^http:\/\/localhost:3000\/api\/mail\/unsubscribe\?token=/)
  expect(mail?.text).toContain(stopUrl)
  expect(source).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')

  const [, token = ''] = /\/checkout\/resume\?token=(\S+)/.exec(mail?.text ?? '') ?? []
  expect(await resumeCheckout(token)).toMatchObject({ state: 'unpaid', order: { id } })
  expect((await rowOf(sessionId)).remindedAt).toBeInstanceOf(Date)
  const [logged] = await db().select().from(emailLog).where(eq(emailLog.toAddress, email))
  expect(logged).toMatchObject({ status: 'sent', department: 'sales', dedupeKey: `order:${id}:reminder` })
  expect(JSON.stringify(logged)).not.toContain(token)
})

test('an order whose payment page has expired is reminded of, in the language of its form', async () => {
  const { id, sessionId, email } = await order({ locale: 'es', currency: 'eur', planId: 'starter' })
  await change(sessionId, { status: 'expired' })
  await remindOfCheckout(id)
  expect(await shop.mailsTo(email)).toMatchObject([
    { subject: 'Tu pedido de Starter está sin terminar', text: expect.stringContaining('No se ha cobrado nada') },
  ])
})

type Ordered = Awaited<ReturnType<typeof order>>

const payable = { planId: 'starter', billingCycle: 'monthly' }

test.each<[string, (ordered: Ordered) => Promise<unknown>]>([
  ['the buyer did not ask for it', ({ sessionId }) => change(sessionId, { reminderConsentAt: null })],
  ['it is paid, and delivered', ({ sessionId }) => change(sessionId, { status: 'completed' })],
  ['it is paid, and only the landing page has heard of it', (ordered) => shop.pay(ordered)],
  ['the bank has refused a delayed payment', ({ sessionId }) => change(sessionId, { status: 'failed' })],
  ['the buyer has paid another order', async ({ email }) => shop.pay(await orderBefore(email))],
  ['the buyer has ordered again since', ({ email }) => order({ email: email.toUpperCase(), ...payable })],
  ['the buyer was reminded of another order this week', remindOfAnother],
  ['the reader wants no reminders', ({ email }) => db().insert(mailOptouts).values({ address: email })],
  ['the buyer may not order', ({ email }) => dispute(email)],
])('there is no reminder when %s', async (_, happens) => {
  const ordered = await order()
  await happens(ordered)
  await remindOfCheckout(ordered.id)
  expect(await shop.mailsTo(ordered.email)).toEqual([])
  expect((await rowOf(ordered.sessionId)).remindedAt).toBeNull()
})

/** One that was sent before those that a test makes. */
async function orderBefore(email: string) {
  const other = await order({ email, wantsReminder: false, ...payable })
  await change(other.sessionId, { createdAt: new Date('2026-01-01') })
  return other
}

async function remindOfAnother({ email }: Ordered) {
  await change((await orderBefore(email)).sessionId, { remindedAt: now() })
}

async function dispute(email: string): Promise<void> {
  const [user] = await db().insert(users).values({ email, name: 'Maria' }).returning()
  const [customer] = await db()
    .insert(customers)
    .values({ userId: user?.id ?? '', email })
    .returning()
  const open = { stripeDisputeId: email, amount: 1, currency: 'usd', reason: 'fraudulent', status: 'lost' }
  await db()
    .insert(disputes)
    .values({ ...open, customerId: customer?.id ?? '', openedAt: now() })
}

test('a payment that no webhook has told us of is seen at Stripe, and nobody is reminded', async () => {
  const ordered = await order(payable)
  const card = { card_number: '4242424242424242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'M Santos' }
  await fetch(ordered.url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  expect(await rowOf(ordered.sessionId)).toMatchObject({ status: 'pending' })
  await remindOfCheckout(ordered.id)
  expect(await shop.mailsTo(ordered.email)).toEqual([])
})

test('a plan that is not sold any more is not reminded of', async () => {
  const { id, email } = await order({ planId: 'business' })
  await db().update(products).set({ forSale: false }).where(eq(products.code, 'business'))
  await remindOfCheckout(id)
  await db().update(products).set({ forSale: true }).where(eq(products.code, 'business'))
  expect(await shop.mailsTo(email)).toEqual([])
})

test('who takes the tick off before paying is not reminded', async () => {
  const form = { email: newEmail(), attemptId: randomUUID() }
  const first = await order(form)
  expect((await order({ ...form, wantsReminder: false })).id).toBe(first.id)
  await remindOfCheckout(first.id)
  expect(await shop.mailsTo(form.email)).toEqual([])
})

test('a reminder that the mail server kept waiting is not sent once its order is paid', async () => {
  const ordered = await order(payable)
  await shop.mail.stop()
  await expect(remindOfCheckout(ordered.id)).rejects.toMatchObject({ name: 'Unanswered', part: 'smtp' })
  await shop.pay(ordered)
  await shop.mail.start()
  await remindOfCheckout(ordered.id)
  expect(await shop.mailsTo(ordered.email)).toEqual([])
  const [logged] = await db().select().from(emailLog).where(eq(emailLog.toAddress, ordered.email))
  expect(logged).toMatchObject({ status: 'failed', error: expect.stringContaining('not wanted any more') })
})

test('a reminder that the mail server kept waiting is sent later, once', async () => {
  const ordered = await order()
  await shop.mail.stop()
  await expect(remindOfCheckout(ordered.id)).rejects.toMatchObject({ name: 'Unanswered' })
  await shop.mail.start()
  await remindOfCheckout(ordered.id)
  expect(await shop.mailsTo(ordered.email)).toHaveLength(1)
})
