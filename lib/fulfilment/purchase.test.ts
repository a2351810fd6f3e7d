import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare } from 'bcryptjs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { POST as receiveWebhook } from '@/app/api/webhooks/stripe/route'
import { accounts, customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { emailLog } from '@/db/schema/mail'
import { servers, websites } from '@/db/schema/provisioning'
import { stripeEvents } from '@/db/schema/webhooks'
import { waitFor } from '@/db/testing/wait-for'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { db } from '@/lib/database'
import { closeTransport } from '@/lib/mail/transport'
import { addServer } from '@/lib/provisioning/add-server'
import { expireCheckoutSession } from '@/lib/stripe/expire-checkout-session'
import { startWorker } from '@/lib/worker/start-worker'
import { type RunningHosting, startHosting } from '@/sandbox/hosting/server'
import { type RunningMail, startMail } from '@/sandbox/mail/start-mail'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'
import { getProgress } from './get-progress'
import { settleSession } from './settle-session'
import { type StepName, stepNames } from './step-names'

const dataDir = mkdtempSync(join(tmpdir(), 'purchase-'))
const webhooks = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', async () => {
    if (!webhooksArrive) return response.writeHead(500).end()
    const headers = { 'stripe-signature': String(request.headers['stripe-signature']) }
    const body = Buffer.concat(chunks)
    const answer = await receiveWebhook(new Request('http://localhost/', { method: 'POST', body, headers }))
    response.writeHead(answer.status).end(await answer.text())
  })
})
let webhooksArrive = true
let stripe: Awaited<ReturnType<typeof startInspected>>
let mail: RunningMail
let hosting: RunningHosting
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  await new Promise<void>((resolve) => webhooks.listen(0, '127.0.0.1', resolve))
  const { port } = webhooks.address() as AddressInfo
  const folder = (name: string) => join(dataDir, name)
  stripe = await startInspected({
    dataDir: folder('stripe'),
    port: 0,
    secretKey: 'sk_test_vitest',
    webhookSecret: 'whsec_vitest',
    webhookUrl: `http://127.0.0.1:${port}/`,
    settleAfterMs: 300,
  })
  mail = await startMail({ smtpPort: 0, webPort: 0, dataDir: folder('mail') })
  hosting = await startHosting({ dataDir: folder('hosting'), controlPort: 0, sitesPort: 0, token: 'token' })
  vi.stubEnv('STRIPE_API_BASE', stripe.url)
  vi.stubEnv('SMTP_PORT', String(mail.smtpPort))
  await addServer({
    name: 'embedded',
    driver: 'embedded',
    address: hosting.controlUrl,
    credentials: { token: 'token', sitesUrl: hosting.sitesUrl },
    capacity: 100,
  })
  worker = await startWorker()
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  closeTransport()
  await Promise.all([stripe.close(), mail.stop(), hosting.close()])
  await new Promise((resolve) => webhooks.close(resolve))
  rmSync(dataDir, { recursive: true })
})

type Wish = { planId?: string; billingCycle?: string; couponCode?: string; domain?: string; locale?: string }

function order(email: string, wish: Wish = {}) {
  const customer = { name: 'John Doe', email }
  return startCheckout({ planId: 'starter', billingCycle: 'monthly', customer, ...wish })
}

/** Fills the stand-in's payment page. */
function fillIn(url: string, form: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

function pay(url: string, cardNumber = '4242 4242 4242 4242'): Promise<Response> {
  const card = { card_number: cardNumber, card_expiry: '12 / 40', card_cvc: '123', card_name: 'John Doe' }
  return fillIn(url, { method: 'card', ...card })
}

/** Ordered now, paid or refused some time later. */
function payByDebit(url: string, accountNumber: string): Promise<Response> {
  const account = { routing_number: '110000000', account_number: accountNumber, account_name: 'John Doe' }
  return fillIn(url, { method: 'bank_debit', ...account })
}

async function stepBecomes(stripeSessionId: string, name: StepName, state: string): Promise<void> {
  const isThere = async () =>
    (await getProgress(stripeSessionId))?.steps.some((step) => step.step === name && step.state === state)
  await waitFor(async () => (await isThere()) ?? false, { timeoutMs: 15_000 })
}

async function stateBecomes(stripeSessionId: string, state: string): Promise<void> {
  await waitFor(async () => (await getProgress(stripeSessionId))?.state === state, { timeoutMs: 15_000 })
}

async function completed(stripeSessionId: string) {
  return waitFor(
    async () => {
      const progress = await getProgress(stripeSessionId)
      return progress?.state === 'completed' && progress
    },
    { timeoutMs: 15_000 },
  )
}

async function buy(email: string, wish?: Wish) {
  const { url, sessionId } = await order(email, wish)
  expect((await pay(url)).status).toBe(303)
  return { sessionId, progress: await completed(sessionId) }
}

/** What the purchase left in each table. */
async function rowsOf(stripeSessionId: string) {
  const [row] = await db()
    .select()
    .from(checkoutSessions)
    .innerJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .innerJoin(users, eq(users.id, fulfilments.userId))
    .innerJoin(accounts, eq(accounts.userId, users.id))
    .innerJoin(customers, eq(customers.userId, users.id))
    .innerJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .innerJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(eq(checkoutSessions.stripeSessionId, stripeSessionId))
  if (!row) throw new Error('The purchase left no rows')
  const steps = await db().select().from(fulfilmentSteps).where(eq(fulfilmentSteps.fulfilmentId, row.fulfilments.id))
  return { ...row, steps }
}

async function mailsTo(address: string): Promise<{ subject: string; text: string }[]> {
  const mails = await fetch(`${mail.webUrl}/api/email`).then((response) => response.json())
  return mails.filter((each: { to: { address: string }[] }) => each.to.some((to) => to.address === address))
}

/** All mails to an address, in order, sent or not. */
async function templatesTo(address: string): Promise<string[]> {
  const rows = await db()
    .select({ template: emailLog.template })
    .from(emailLog)
    .where(eq(emailLog.toAddress, address))
    .orderBy(emailLog.createdAt)
  return rows.map(({ template }) => template)
}

/** Asks the host as a browser would, by the `Host` header. */
function visit(domain: string): Promise<{ status?: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(hosting.sitesUrl, { headers: { host: domain } }, async (response) => {
      let body = ''
      for await (const chunk of response) body += chunk
      resolve({ status: response.statusCode, body })
    })
    request.on('error', reject).end()
  })
}

test('Starter monthly: from the payment to an account, a running PHP site and a mail with its password', async () => {
  const { sessionId, progress } = await buy('Jane@Example.com')

  const rows = await rowsOf(sessionId)
  expect(rows.checkout_sessions).toMatchObject({ status: 'completed', amount: 799, completedAt: expect.any(Date) })
  expect(rows.users).toMatchObject({ email: 'jane@example.com', name: 'John Doe', mustChangePassword: true })
  expect(rows.customers).toMatchObject({
    email: 'jane@example.com',
    stripeCustomerId: rows.checkout_sessions.stripeCustomerId,
  })
  expect(rows.customers.stripeCustomerId).toMatch(/^cus_/)
  expect(rows.subscriptions).toMatchObject({ status: 'active', billingCycle: 'monthly', cancelAt: null })
  expect(rows.subscriptions.currentPeriodEnd?.getTime()).toBeGreaterThan(Date.now() + 27 * 86_400_000)
  expect(rows.websites).toMatchObject({ status: 'active', phpVersion: '8.2' })
  expect(rows.websites.domain).toMatch(/^user[a-z0-9]+\.migrahosting\.com$/)
  expect(rows.steps.map((step) => step.step).sort()).toEqual([...stepNames].sort())
  expect(rows.steps.every((step) => step.completedAt && step.attempts === 1 && !step.error)).toBe(true)

  const site = await visit(rows.websites.domain)
  expect(site.status).toBe(200)
  expect(site.body).toContain('PHP 8.2')
  expect(site.body).toContain(rows.websites.domain)
  expect(progress).toMatchObject({ siteUrl: rows.websites.url, isNewAccount: true, planName: 'Starter' })
  expect(progress).toMatchObject({ domain: rows.websites.systemDomain, isOwnDomain: false })

  const [welcome, ...others] = await mailsTo('jane@example.com')
  expect(others).toEqual([])
  const password = welcome?.text.match(/[Pp]assword:?\s+(\S{16})\s/)?.[1]
  expect(password && (await compare(password, rows.accounts.password ?? ''))).toBe(true)
  expect(await db().select().from(emailLog).where(eq(emailLog.toAddress, 'jane@example.com'))).toMatchObject([
    { template: 'welcome', status: 'sent', attempts: 1, error: null },
  ])
  await expectNowhere(password ?? '')
})

/** Looks for a secret in each row of each table. */
async function expectNowhere(secret: string): Promise<void> {
  const tables = await db().execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker')`)
  for (const { name } of tables) {
    const found = await db().execute(sql`select 1 from ${sql.raw(name)} as t where strpos(t::text, ${secret}) > 0`)
    expect(found, name).toHaveLength(0)
  }
}

test('Premium yearly is paid for a year; who bought it in Spanish is written to in Spanish', async () => {
  const wish = { planId: 'premium', billingCycle: 'yearly', locale: 'es' }
  const { sessionId } = await buy('premium@example.com', wish)
  const { checkout_sessions: paid, subscriptions: subscription, users: user } = await rowsOf(sessionId)
  expect(user.locale).toBe('es')
  const [welcome] = await mailsTo('premium@example.com')
  expect(welcome?.subject).toBe('Tu sitio en MigraHosting está en marcha: cómo iniciar sesión')
  expect(welcome?.text).toMatch(/Contraseña temporal +\S{16}\s/)
  expect(welcome?.text).toMatch(/Pagado hoy +131,88\sUS\$/)
  expect(paid).toMatchObject({ amount: 13188, status: 'completed' })
  expect(subscription.currentPeriodEnd?.getTime()).toBeGreaterThan(Date.now() + 364 * 86_400_000)
})

test('Business biennial is paid for two years', async () => {
  const { sessionId } = await buy('business@example.com', { planId: 'business', billingCycle: 'biennial' })
  const { checkout_sessions: paid, subscriptions: subscription } = await rowsOf(sessionId)
  expect(paid).toMatchObject({ amount: 35976, status: 'completed' })
  expect(subscription.currentPeriodEnd?.getTime()).toBeGreaterThan(Date.now() + 729 * 86_400_000)
})

test('Starter with WELCOME10 is charged 719', async () => {
  const { sessionId } = await buy('coupon@example.com', { couponCode: 'WELCOME10' })
  const { checkout_sessions: paid } = await rowsOf(sessionId)
  expect(paid).toMatchObject({ amount: 719, couponCode: 'WELCOME10', status: 'completed' })
  await expect(order('coupon@example.com', { couponCode: 'WELCOME10' })).rejects.toMatchObject({
    code: 'invalid_coupon',
  })
})

test('a second order of the same person is a second service on the same account, whose password stays', async () => {
  const first = await rowsOf((await buy('again@example.com')).sessionId)
  const second = await rowsOf((await buy('Again@Example.com', { planId: 'premium' })).sessionId)
  expect(second.users.id).toBe(first.users.id)
  expect(second.customers.id).toBe(first.customers.id)
  expect(second.accounts.password).toBe(first.accounts.password)
  expect(second.websites.id).not.toBe(first.websites.id)
  const log = await db().select().from(emailLog).where(eq(emailLog.toAddress, 'again@example.com'))
  expect(log.map((row) => row.template).sort()).toEqual(['order-confirmation', 'welcome'])
})

test("a domain that the customer owns becomes the site's, and cannot be bought for twice", async () => {
  const { sessionId } = await buy('owner@example.com', { domain: 'owned.example' })
  const { websites: site } = await rowsOf(sessionId)
  expect(site.domain).toBe('owned.example')
  expect(await getProgress(sessionId)).toMatchObject({ domain: 'owned.example', isOwnDomain: true })
  const [mail] = await db().select().from(emailLog).where(eq(emailLog.toAddress, 'owner@example.com'))
  expect(mail?.props).toMatchObject({ dnsUrl: expect.stringMatching(/\/panel\/services\/[0-9a-f-]{36}\/domain$/) })
  expect((await visit('owned.example')).body).toContain('PHP 8.2')
  expect((await visit(site.systemDomain)).status).toBe(200)
  await expect(order('other@example.com', { domain: 'owned.example' })).rejects.toMatchObject({ code: 'domain_in_use' })
})

test('two orders for one domain that were both paid both get a site, and whose has another name is told why', async () => {
  const [first, second] = await Promise.all([
    order('rival1@example.com', { domain: 'rival.example' }),
    order('rival2@example.com', { domain: 'rival.example' }),
  ])
  await Promise.all([pay(first.url), pay(second.url)])
  await Promise.all([completed(first.sessionId), completed(second.sessionId)])
  const rivals = await Promise.all([rowsOf(first.sessionId), rowsOf(second.sessionId)])
  const [winner, loser] = rivals.toSorted(({ websites: { domain } }) => (domain === 'rival.example' ? -1 : 1))
  expect(winner?.websites.domain).toBe('rival.example')
  expect(loser?.websites.domain).toBe(loser?.websites.systemDomain)
  expect((await visit(loser?.websites.domain ?? '')).status).toBe(200)
  const [told] = await mailsTo(loser?.users.email ?? '')
  expect(told?.text.replaceAll(/\s+/g, ' ')).toContain(
    `You asked for rival.example. While you paid, another order took it up, so your site runs at ${loser?.websites.domain}`,
  )
  const [fine] = await mailsTo(winner?.users.email ?? '')
  expect(fine?.text).not.toContain('You asked for')
})

test('an address with an odd session id finds nothing', async () => {
  for (const id of ['', 'cs_a\u0000b', 'cs_unknown', `cs_${'x'.repeat(5000)}`]) {
    expect(await getProgress(id)).toBeNull()
    await settleSession(id)
  }
})

test('a declined card starts nothing, and another card then completes the order', async () => {
  const { url, sessionId } = await order('declined@example.com')
  const declined = await pay(url, '4000 0000 0000 0002')
  expect(declined.status).not.toBe(303)
  expect((await getProgress(sessionId))?.state).toBe('awaiting_payment')
  expect(await db().$count(users, eq(users.email, 'declined@example.com'))).toBe(0)
  expect((await pay(url)).status).toBe(303)
  await completed(sessionId)
})

test('a delayed payment is waited for, and starts everything once it has arrived', async () => {
  const { url, sessionId } = await order('debit@example.com')
  expect((await payByDebit(url, '000123456789')).status).toBe(303)
  await settleSession(sessionId)
  expect((await getProgress(sessionId))?.state).toBe('payment_delayed')
  await completed(sessionId)
  expect(await templatesTo('debit@example.com')).toEqual(['payment-pending', 'welcome'])
})

test('a delayed payment that fails starts nothing and closes the order', async () => {
  const { url, sessionId } = await order('nodebit@example.com')
  expect((await payByDebit(url, '000111111113')).status).toBe(303)
  await stateBecomes(sessionId, 'payment_failed')
  expect(await db().$count(users, eq(users.email, 'nodebit@example.com'))).toBe(0)
})

test('who ordered in Spanish reads in Spanish that a delayed payment did not arrive, and how to order again', async () => {
  const { url, sessionId } = await order('sindebito@example.com', { locale: 'es' })
  expect((await payByDebit(url, '000111111113')).status).toBe(303)
  await stateBecomes(sessionId, 'payment_failed')
  await settleSession(sessionId, true)
  await settleSession(sessionId)
  const templates = await templatesTo('sindebito@example.com')
  expect(templates.filter((template) => template !== 'payment-pending')).toEqual(['order-payment-failed'])
  const mail = await waitFor(
    async () => (await mailsTo('sindebito@example.com')).find(({ subject }) => subject.includes('no ha llegado')),
    { timeoutMs: 15_000 },
  )
  expect(mail.text).toContain('Hola, John Doe:')
  expect(mail.text).toContain('http://localhost:3000/es/checkout?plan=starter&cycle=monthly')
})

test('a card needs no mail that its payment is waited for', async () => {
  expect(await templatesTo('jane@example.com')).toEqual(['welcome'])
})

test('a payment page that is closed unpaid closes the order', async () => {
  const { sessionId } = await order('expired@example.com')
  await expireCheckoutSession(sessionId)
  await stateBecomes(sessionId, 'expired')
})

test('webhook and landing page, five times each at once, make one of everything', async () => {
  const { url, sessionId } = await order('race@example.com')
  await pay(url)
  await Promise.all(Array.from({ length: 5 }, () => settleSession(sessionId)))
  await completed(sessionId)
  expect(await db().$count(users, eq(users.email, 'race@example.com'))).toBe(1)
  expect(await mailsTo('race@example.com')).toHaveLength(1)
  const { checkout_sessions: paid } = await rowsOf(sessionId)
  expect(await db().$count(fulfilments, eq(fulfilments.checkoutSessionId, paid.id))).toBe(1)
  expect(await db().$count(subscriptions, eq(subscriptions.checkoutSessionId, paid.id))).toBe(1)
})

test('the landing page alone completes an order whose webhook is late', async () => {
  webhooksArrive = false
  try {
    const { url, sessionId } = await order('nowebhook@example.com')
    await pay(url)
    await settleSession(sessionId)
    await completed(sessionId)
  } finally {
    webhooksArrive = true
  }
})

test('an order waits for a server with room, and goes on by itself', async () => {
  await db().update(servers).set({ capacity: 0 })
  const { url, sessionId } = await order('noroom@example.com')
  await pay(url)
  await stepBecomes(sessionId, 'placed', 'retrying')
  expect(await getProgress(sessionId)).toMatchObject({ state: 'running', siteUrl: null })
  await db().update(servers).set({ capacity: 100 })
  await completed(sessionId)
})

test('an order whose server is down is resumed where it stopped, not restarted', async () => {
  const [controlPort, sitesPort] = [hosting.controlUrl, hosting.sitesUrl].map((url) => Number(new URL(url).port))
  await hosting.close()
  const { url, sessionId } = await order('noserver@example.com')
  await pay(url)
  await stepBecomes(sessionId, 'provisioned', 'retrying')
  hosting = await startHosting({
    dataDir: join(dataDir, 'hosting'),
    controlPort: controlPort ?? 0,
    sitesPort: sitesPort ?? 0,
    token: 'token',
  })
  await completed(sessionId)
  const attempts = new Map((await rowsOf(sessionId)).steps.map((step) => [step.step, step.attempts]))
  expect(attempts.get('provisioned')).toBeGreaterThan(1)
  for (const step of ['account', 'customer', 'subscription', 'checkout_completed', 'placed']) {
    expect(attempts.get(step), step).toBe(1)
  }
})

test('the events of a purchase are worked off, and types that nobody handles are left alone', async () => {
  const waiting = () => db().$count(stripeEvents, sql`status not in ('processed', 'ignored')`)
  await waitFor(async () => (await waiting()) === 0, { timeoutMs: 15_000 })
  const byType = await db().selectDistinct({ type: stripeEvents.type, status: stripeEvents.status }).from(stripeEvents)
  expect(byType).toContainEqual({ type: 'checkout.session.completed', status: 'processed' })
  expect(byType).toContainEqual({ type: 'invoice.paid', status: 'processed' })
  expect(byType).toContainEqual({ type: 'charge.succeeded', status: 'ignored' })
})

test('a mail server that is down holds only the mail; the site is live, and one mail arrives once it is back', async () => {
  const { smtpPort, webPort } = mail
  closeTransport()
  await mail.stop()
  const { url, sessionId } = await order('nomail@example.com')
  await pay(url)
  await waitFor(
    async () =>
      (await getProgress(sessionId))?.steps.find((step) => step.step === 'welcome_mail')?.state === 'retrying',
    { timeoutMs: 15_000 },
  )
  expect(await getProgress(sessionId)).toMatchObject({ state: 'running', siteUrl: expect.stringContaining('http') })
  mail = await startMail({ smtpPort, webPort, dataDir: join(dataDir, 'mail') })
  await completed(sessionId)
  const [newest, ...others] = await mailsTo('nomail@example.com')
  expect(others).toEqual([])
  const password = newest?.text.match(/[Pp]assword:?\s+(\S{16})\s/)?.[1]
  expect(await compare(password ?? '', (await rowsOf(sessionId)).accounts.password ?? '')).toBe(true)
})
