import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { servers } from '@/db/schema/provisioning'
import { seed } from '@/db/seed/seed'
import { waitFor } from '@/db/testing/wait-for'
import { closeDatabase, db } from '@/lib/database'
import { openGate } from '@/lib/fulfilment/testing/open-gate'
import { openShop, untilCompleted } from '@/lib/fulfilment/testing/open-shop'
import { type RunningPostgres, startPostgres } from '@/sandbox/postgres/start-postgres'
import { findFreePort } from '@/sandbox/process/find-free-port'
import { type SpawnedWorker, spawnWorker } from './testing/spawn-worker'

vi.setConfig({ testTimeout: 120_000 })

const dataDir = mkdtempSync(join(tmpdir(), 'worker-trouble-'))
// PostgreSQL runs as a user who must be able to pass through.
chmodSync(dataDir, 0o711)
let port: number
let server: RunningPostgres
let shop: Awaited<ReturnType<typeof openShop>>
let gate: Awaited<ReturnType<typeof openGate>>
let worker: SpawnedWorker

beforeAll(async () => {
  port = await findFreePort()
  server = await start()
  vi.stubEnv('DATABASE_URL', server.url)
  await migrateDatabase(server.url)
  const seeding = connect(server.url, 1)
  await seed(seeding)
  await seeding.$client.end()
  shop = await openShop()
  const [host] = await db().select().from(servers)
  gate = await openGate(Number(new URL(host?.address ?? '').port))
  await db()
    .update(servers)
    .set({ address: `http://127.0.0.1:${gate.port}` })
  worker = await spawnWorker()
})

afterAll(async () => {
  worker.kill('SIGTERM')
  await worker.ended
  gate.close()
  await shop.close()
  await closeDatabase()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

function start(): Promise<RunningPostgres> {
  return startPostgres({ dataDir: join(dataDir, 'postgres'), port, durable: true })
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  await waitFor(() => !isAlive(pid))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function asOwner(...statements: string[]): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} })
  for (const statement of statements) await sql.unsafe(statement)
  await sql.end()
}

/** Orders of which each is at the server, in the middle of a step. */
async function ordersUnderWay(name: string): Promise<string[]> {
  gate.shut()
  const before = gate.arrivals.length
  const sessions = await Promise.all([1, 2, 3].map((each) => shop.buy(`${name}${each}@example.com`)))
  await waitFor(() => gate.arrivals.length >= before + sessions.length, { timeoutMs: 30_000 })
  return sessions
}

async function untilAllCompleted(sessions: string[], name: string): Promise<void> {
  await Promise.all(sessions.map((sessionId) => untilCompleted(sessionId, 60_000)))
  // A mail that was sent in the very moment in which it could not be written down is sent once more.
  for (const each of [1, 2, 3]) expect(await shop.mailsTo(`${name}${each}@example.com`)).not.toEqual([])
  expect(worker.isAlive()).toBe(true)
}

test('orders that lose the database for ten seconds go on at most five seconds after its return', async () => {
  const sessions = await ordersUnderWay('stopped')
  await server.stop()
  gate.open()
  await pause(10_000)
  const before = gate.arrivals.length
  server = await start()
  const returnedAt = performance.now()
  await waitFor(() => gate.arrivals.length > before, { timeoutMs: 30_000 })
  const delayMs = (gate.arrivals[before] ?? 0) - returnedAt
  console.info('ms from the return of the database to the first step:', Math.round(delayMs))
  expect(delayMs).toBeLessThan(5_000)
  await untilAllCompleted(sessions, 'stopped')
})

test('a database that is killed again and again, and comes back, costs no order and no worker', async () => {
  const sessions = await ordersUnderWay('killed')
  gate.open()
  for (let time = 0; time < 3; time++) {
    await kill(server.pid)
    server = await start()
    await pause(1_500)
  }
  await untilAllCompleted(sessions, 'killed')
})

test('while the database can only be read the worker waits, and goes on afterwards', async () => {
  const sessions = await ordersUnderWay('readonly')
  await asOwner('alter system set default_transaction_read_only = on', 'select pg_reload_conf()')
  gate.open()
  await pause(4_000)
  await asOwner(
    'set default_transaction_read_only = off',
    'alter system reset default_transaction_read_only',
    'select pg_reload_conf()',
  )
  await untilAllCompleted(sessions, 'readonly')
})

test('while the disk is full the worker waits, and goes on afterwards', async () => {
  const sessions = await ordersUnderWay('full')
  // In the server's own words and code; a real one would fill this machine's.
  await asOwner(
    `create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    'create trigger full_disk before insert or update on fulfilment_steps execute function full_disk()',
    'create trigger full_disk before insert or update on graphile_worker._private_jobs execute function full_disk()',
  )
  gate.open()
  await pause(4_000)
  await asOwner('drop function full_disk cascade')
  await untilAllCompleted(sessions, 'full')
})
