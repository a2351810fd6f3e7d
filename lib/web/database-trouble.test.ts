import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { POST as createSession } from '@/app/api/checkout/create-session/route'
import { GET as readProgress } from '@/app/api/checkout/progress/route'
import { POST as receiveWebhook } from '@/app/api/webhooks/stripe/route'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { seed } from '@/db/seed/seed'
import { waitFor } from '@/db/testing/wait-for'
import { closeDatabase, db } from '@/lib/database'
import { checkHealth } from '@/lib/health/check-health'
import { type RunningPostgres, startPostgres } from '@/sandbox/postgres/start-postgres'
import { findFreePort } from '@/sandbox/process/find-free-port'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'
import { refusal } from './form-state'

vi.setConfig({ testTimeout: 60_000 })

const dataDir = mkdtempSync(join(tmpdir(), 'trouble-'))
// PostgreSQL runs as a user who must be able to pass through.
chmodSync(dataDir, 0o711)
const stripe = new Stripe('sk_test_vitest')
let port: number
let server: RunningPostgres
let standIn: Awaited<ReturnType<typeof startInspected>>
let nextId = 0

beforeAll(async () => {
  port = await findFreePort()
  server = await start()
  await migrateDatabase(server.url)
  const seeding = connect(server.url, 1)
  await seed(seeding)
  await seeding.$client.end()
  vi.stubEnv('DATABASE_URL', server.url)
  const options = { dataDir: join(dataDir, 'stripe'), port: 0, secretKey: 'sk_test_vitest', webhookUrl: null }
  standIn = await startInspected({ ...options, webhookSecret: 'whsec_vitest' })
  vi.stubEnv('STRIPE_API_BASE', standIn.url)
})

afterAll(async () => {
  await closeDatabase()
  await standIn.close()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function start(): Promise<RunningPostgres> {
  return startPostgres({ dataDir: join(dataDir, 'postgres'), port, durable: false })
}

async function asOwner(run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  await run(sql)
  await sql.end()
}

function order(): Promise<Response> {
  const customer = { name: 'John Doe', email: `john${nextId++}@example.com` }
  const body = JSON.stringify({ planId: 'starter', billingCycle: 'monthly', customer })
  const headers = { 'content-type': 'application/json' }
  return createSession(new Request('http://localhost/', { method: 'POST', body, headers }))
}

function deliver(): Promise<Response> {
  const event = { id: `evt_${nextId++}`, object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } }
  const payload = JSON.stringify(event)
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_vitest' })
  const headers = { 'stripe-signature': signature }
  return receiveWebhook(new Request('http://localhost/', { method: 'POST', body: payload, headers }))
}

async function expectRefused(): Promise<void> {
  for (const answer of await Promise.all([order(), deliver()])) {
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.json()).toMatchObject({ success: false, error: { code: 'database_unreachable' } })
  }
}

async function expectServed(): Promise<void> {
  await waitFor(async () => (await order()).status === 200 && (await deliver()).status === 200, { timeoutMs: 15_000 })
  expect((await checkHealth()).status).toBe('ok')
}

test('a database that is stopped is told with a time to wait, and used again once it is back', async () => {
  await expectServed()
  await server.stop()
  await expectRefused()
  expect((await checkHealth()).status).toBe('unavailable')
  server = await start()
  await expectServed()
})

test('a database that is killed in the middle of requests fails them in the same words', async () => {
  await expectServed()
  const requests = Array.from({ length: 10 }, () => deliver())
  process.kill(server.pid, 'SIGKILL')
  const statuses = (await Promise.all(requests)).map((answer) => answer.status)
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true)
  await waitFor(async () => (await deliver()).status === 503)
  server = await start()
  await expectServed()
})

test('a database that can only be read refuses orders and events, and no form loses what was typed', async () => {
  await asOwner((sql) => sql`alter system set default_transaction_read_only = on`)
  await asOwner((sql) => sql`select pg_reload_conf()`)
  await waitFor(async () => (await deliver()).status === 503)
  await expectRefused()
  const failed = await db().$client`create table never ()`.catch((error: unknown) => error)
  const state = refusal({ attempt: 1 }, failed, 'en', { email: 'john@example.com' })
  expect(state).toMatchObject({
    attempt: 2,
    values: { email: 'john@example.com' },
    message: expect.stringContaining('try again in a minute'),
  })

  await asOwner((sql) => sql`set default_transaction_read_only = off`.then(() => sql`alter system reset all`))
  await asOwner((sql) => sql`select pg_reload_conf()`)
  await expectServed()
})

test('a full disk refuses orders and events', async () => {
  // In the server's own words and code; a real one would fill this machine's.
  await asOwner(
    (sql) => sql`create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
  )
  for (const table of ['rate_limits', 'stripe_events']) {
    await asOwner(
      (sql) => sql`create trigger full_disk before insert or update on ${sql(table)} execute function full_disk()`,
    )
  }
  await expectRefused()
  await asOwner((sql) => sql`drop function full_disk cascade`)
  await expectServed()
})

test('a server that has no connection left for us is told with a time to wait', async () => {
  const others = postgres(server.url, { max: 100, onnotice: () => {} })
  await Promise.allSettled(Array.from({ length: 100 }, () => others`select pg_sleep(1)`))
  await others`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'migra-hosting'`
  // The places that this freed.
  await Promise.allSettled(Array.from({ length: 100 }, () => others`select pg_sleep(1)`))
  await expectRefused()
  await others.end()
  await expectServed()
})

test('connections that are all stuck are given up while the visitor still waits, and are free again after a while', async () => {
  await expectServed()
  const blocker = postgres(server.url, { max: 1, onnotice: () => {} })
  const held = await blocker.reserve()
  await held`begin`
  await held`lock table stripe_events, rate_limits, checkout_sessions in access exclusive mode`
  const follow = () => readProgress(new Request('http://localhost/?session_id=cs_test_1'))
  const [progress] = await Promise.all([follow(), ...Array.from({ length: 12 }, expectRefused)])
  expect([progress.status, progress.headers.get('retry-after')]).toEqual([503, '5'])
  expect((await checkHealth()).status).toBe('unavailable')
  await held`rollback`
  held.release()
  await blocker.end()
  await expectServed()
})
