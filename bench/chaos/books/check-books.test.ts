import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql as statement } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { listen } from '@/bench/chaos/product/open-line'
import { recordPayloads } from '@/bench/chaos/product/record-payloads'
import { checkoutSessions } from '@/db/schema/checkout'
import { stripeEvents } from '@/db/schema/webhooks'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { addJob } from '@/lib/jobs/add-job'
import { checkMails } from './check-mails'
import { checkQueue } from './check-queue'
import { checkRows } from './check-rows'
import { checkRun } from './check-run'
import { checkSecrets } from './check-secrets'
import { checkSites } from './check-sites'
import { checkStripe } from './check-stripe'
import type { Finding } from './finding'
import type { Books } from './read-books'
import { openDatabase, readFoundByReconciliation, readRows } from './read-rows'

const password = 'aB3#cD4%eF5!gH6?'
const folder = mkdtempSync(join(tmpdir(), 'check-books-test-'))
const site = createServer((request, response) => {
  response.end(JSON.stringify({ nonce: request.headers.host === 'user1.example' ? 'nonce-1' : 'nonce-2' }))
})
const sitesUrl = `http://127.0.0.1:${await listen(site)}`
afterAll(() => {
  site.close()
  rmSync(folder, { recursive: true, force: true })
})

const session = { id: 'cs_1', isPaid: true, email: 'a@example.com', customerId: 'cus_1', subscriptionId: 'sub_1' }

/** One order that was paid and one that was not, and all is well. */
function exactBooks(): Books {
  const order = { number: 1, atMs: 0, email: session.email, planId: 'starter', billingCycle: 'monthly' }
  const wish = { ...order, couponCode: undefined, domain: undefined, habit: 'clicks twice' as const }
  return {
    bought: [{ order: wish, sessionId: 'cs_1', paidAt: 1 }],
    stripe: {
      sessions: [
        { ...session, amountMinor: 799 },
        { ...session, id: 'cs_2', isPaid: false, customerId: null, subscriptionId: null, amountMinor: 799 },
      ],
      subscriptions: [{ customerId: 'cus_1' }],
      invoices: [{ customerId: 'cus_1', paidMinor: 799 }],
      events: [{ id: 'evt_1', type: 'invoice.paid' }],
    },
    rows: {
      orders: [
        { id: 'order-1a', stripeSessionId: 'cs_1', email: session.email, status: 'completed', amount: 799 },
        { id: 'order-2a', stripeSessionId: 'cs_2', email: session.email, status: 'pending', amount: 799 },
      ],
      users: [
        { id: 'user', email: session.email, role: 'customer' },
        { id: 'staff', email: 'staff@example.com', role: 'staff' },
      ],
      customers: [{ id: 'customer', userId: 'user', stripeCustomerId: 'cus_1' }],
      subscriptions: [
        {
          id: 'subscription',
          customerId: 'customer',
          checkoutSessionId: 'order-1a',
          stripeSubscriptionId: 'sub_1',
          status: 'active',
        },
      ],
      websites: [
        {
          id: 'website',
          subscriptionId: 'subscription',
          username: 'user1',
          domain: 'user1.example',
          systemDomain: 'user1.example',
          nonce: 'nonce-1',
          status: 'active',
        },
      ],
      fulfilments: [
        { checkoutSessionId: 'order-1a', status: 'completed', reason: null, isNewAccount: true, completedAt: null },
      ],
      events: [{ id: 'evt_1', type: 'invoice.paid', status: 'processed', lastError: null }],
      jobs: [{ task: 'tell-staff', key: null, attempts: 0, lastError: null, isWaiting: true }],
    },
    mails: [{ id: '1', to: [session.email], subject: 'Hello', text: `Order ORDER-1A, password: ${password} .` }],
    accounts: [{ username: 'user1', owner: 'website', terminatedAt: null }],
  }
}

async function check(books: Books): Promise<Finding[]> {
  const sites = await checkSites(books, sitesUrl)
  return [...checkStripe(books), ...checkRows(books), checkMails(books), ...checkQueue(books), ...sites]
}

function setAll<Row extends object>(rows: Row[], change: Partial<Row>): void {
  for (const row of rows) Object.assign(row, change)
}

async function differencesAfter(change: (books: Books) => void): Promise<string> {
  const books = exactBooks()
  change(books)
  return (await check(books)).flatMap(({ differences }) => differences).join('\n')
}

test('where everything is there once, nothing is different', async () => {
  expect(await differencesAfter(() => {})).toBe('')
})

test.each<[string, (books: Books) => void, string]>([
  ['a payment that Stripe lost', ({ stripe }) => stripe.sessions.shift(), 'Stripe does not know it'],
  ['a second charge', ({ stripe }) => stripe.invoices.push({ customerId: 'cus_1', paidMinor: 799 }), '1598 instead'],
  ['a second subscription', ({ stripe }) => stripe.subscriptions.push({ customerId: 'cus_1' }), '2 instead of 1'],
  ['an order that was lost', ({ rows }) => rows.orders.shift(), 'Lost: cs_1'],
  ['an order that waits', ({ rows }) => rows.fulfilments.pop(), 'Lost: the order of cs_1 is not begun'],
  ['a second user', ({ rows }) => rows.users.push({ id: 'b', email: session.email, role: 'customer' }), 'users of a@'],
  ['no customer', ({ rows }) => rows.customers.pop(), 'is missing at Stripe'],
  ['no subscription of ours', ({ rows }) => rows.subscriptions.pop(), 'has no subscription'],
  ['no website', ({ rows }) => rows.websites.pop(), 'has no website'],
  ['a website that is not active', ({ rows }) => setAll(rows.websites, { status: 'pending' }), 'is pending'],
  ['a service that nobody paid', ({ stripe }) => setAll(stripe.sessions, { isPaid: false }), 'is not paid'],
  ['no mail', ({ mails }) => mails.pop(), 'has no mail'],
  [
    'a mail of each kind',
    ({ mails }) => mails.push({ id: '2', to: [session.email], subject: 'Hello', text: 'Order ORDER-1A' }),
    'welcome and confirmation mail',
  ],
  ['a job that failed', ({ rows }) => setAll(rows.jobs, { isWaiting: false }), 'tell-staff'],
  ['an event that never came', ({ stripe }) => stripe.events.push({ id: 'evt_2', type: 'invoice.paid' }), 'evt_2'],
  ['an event that failed', ({ rows }) => setAll(rows.events, { status: 'failed' }), 'is failed'],
  [
    'an orphan on the server',
    ({ accounts }) => accounts.push({ username: 'user2', owner: 'nobody', terminatedAt: null }),
    'Orphan: user2',
  ],
  ['an account that is missing', ({ accounts }) => accounts.pop(), 'is missing on the server'],
  ["a neighbour's answer", ({ rows }) => setAll(rows.websites, { systemDomain: 'b.example' }), 'b.example'],
])('%s is a difference', async (_, change, words) => {
  expect(await differencesAfter(change)).toContain(words)
})

test('what a job was told is looked at too, when the job is long done', async () => {
  await recordPayloads(env().DATABASE_URL)
  const key = 'leaking'
  await addJob(db(), 'send-mail', { emailLogId: password }, { key })
  await db().execute(statement`delete from graphile_worker._private_jobs where key = ${key}`)
  const database = openDatabase(env().DATABASE_URL)
  const secrets = { appSecret: 'a1', stripeKey: 'k1', webhookSecret: 'h1', hostingToken: 't1', staffPassword: 's1' }
  const product = { secrets, databaseUrl: 'postgres://postgres:the-password@127.0.0.1/x', logsDir: folder }
  const found = (await checkSecrets(product, database, exactBooks().mails)).flatMap(({ differences }) => differences)
  expect(found).toContain('A temporary password is in the table chaos.payloads')
  await db().execute(statement`drop schema chaos cascade`)
  await database.end()
})

test('a job that comes by the time and is at work is not stuck; another one is', async () => {
  await addJob(db(), 'billing-clock', {}, { key: 'billing-clock' })
  await addJob(db(), 'send-mail', { emailLogId: 'x' }, { key: 'mail:x' })
  await db().execute(statement`
    update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', run_at = now() - interval '1 minute'`)
  const database = openDatabase(env().DATABASE_URL)
  const { jobs } = await readRows(database)
  expect(jobs.map(({ task, isWaiting }) => [task, isWaiting]).sort()).toEqual([
    ['billing-clock', true],
    ['send-mail', false],
  ])
  await db().execute(statement`delete from graphile_worker._private_jobs`)
  await database.end()
})

test('reconciliation has found an order itself, or its event; what a webhook brought it has not found', async () => {
  const wish = { email: 'a@example.com', customerName: 'A', productCode: 'starter', currency: 'usd' }
  const orders = await db()
    .insert(checkoutSessions)
    .values(
      ['cs_seen', 'cs_event', 'cs_webhook'].map((stripeSessionId) => {
        return { ...wish, stripeSessionId, billingCycle: 'monthly' as const, amount: 799, renewalAmount: 799 }
      }),
    )
    .returning()
  const type = 'checkout.session.completed'
  await db()
    .insert(stripeEvents)
    .values([
      { id: 'evt_found', type, objectId: 'cs_event' },
      { id: 'evt_brought', type, objectId: 'cs_webhook' },
    ])
  await db().transaction(async (tx) => {
    const subject = `checkout_sessions:${orders[0]?.id}`
    await recordAudit(tx, { actor: 'system', action: 'order.payment_found', subject })
    await recordAudit(tx, { actor: 'system', action: 'event.recovered', subject: 'stripe_events:evt_found' })
  })
  const database = openDatabase(env().DATABASE_URL)
  expect((await readFoundByReconciliation(database)).sort()).toEqual(['cs_event', 'cs_seen'])
  await database.end()
})

test.each([
  ['found by reconciliation', ['cs_9'], []],
  ['found by nobody', [], ['Order 1 (cs_9) was not found by it']],
])('a payment of which nobody told, %s', (_, foundByReconciliation, differences) => {
  const [bought] = exactBooks().bought
  if (!bought) throw new Error('Nothing was bought')
  const untold = { ...bought, sessionId: 'cs_9', order: { ...bought.order, habit: 'is told by nobody' as const } }
  const options = { purchases: 1, kills: 0, seed: 1, boundaries: false, result: undefined }
  const run = { startedAt: 0, calmAt: 0, faults: [], deliveryFaults: [], payments: 1, failedTries: 0, failures: [] }
  const findings = checkRun({
    ...run,
    options,
    bought: [untold],
    completedAt: new Map([['cs_9', 1]]),
    foundByReconciliation,
  })
  expect(findings.flatMap((finding) => finding.differences)).toEqual(differences)
})

test('a secret in a log or in any column is found', async () => {
  const secrets = {
    appSecret: 'app',
    stripeKey: 'key',
    webhookSecret: 'hook',
    hostingToken: 'token',
    staffPassword: 'st',
  }
  const product = { secrets, databaseUrl: 'postgres://postgres:the-password@127.0.0.1/x', logsDir: folder }
  writeFileSync(join(folder, 'worker.log'), 'all quiet')
  const database = openDatabase(env().DATABASE_URL)
  const look = async () =>
    (await checkSecrets(product, database, exactBooks().mails)).flatMap(({ differences }) => differences)
  expect((await look()).filter((difference) => difference.includes('password'))).toEqual([])

  writeFileSync(join(folder, 'worker.log'), `the password is ${password}`)
  await db().execute(statement`
    insert into audit_log (id, actor, action, subject, details)
    values (gen_random_uuid(), 'system', 'leaked', 'x', jsonb_build_object('note', ${password}::text))`)
  expect(await look()).toEqual(
    expect.arrayContaining([
      'A temporary password is in worker.log',
      'A temporary password is in the table public.audit_log',
    ]),
  )
  await database.end()
})
