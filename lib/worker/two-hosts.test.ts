import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '@/db/client'
import { migrateDatabase } from '@/db/migrate'
import { customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { fulfilmentSteps } from '@/db/schema/fulfilment'
import { servers, websites } from '@/db/schema/provisioning'
import { seed } from '@/db/seed/seed'
import { waitFor } from '@/db/testing/wait-for'
import { closeDatabase, db } from '@/lib/database'
import { env } from '@/lib/env'
import { stepNames } from '@/lib/fulfilment/step-names'
import { openGate } from '@/lib/fulfilment/testing/open-gate'
import { openShop, rowsOf, untilCompleted } from '@/lib/fulfilment/testing/open-shop'
import { embedded } from '@/lib/provisioning/drivers/embedded/driver'
import { decrypt } from '@/lib/secrets'
import { doesPostgresAnswer } from '@/sandbox/postgres/does-postgres-answer'
import { postgresEnv, preparePostgres } from '@/sandbox/postgres/prepare-postgres'
import { findFreePort } from '@/sandbox/process/find-free-port'
import { canOpenFarHost, openFarHost, ourAddress } from './testing/open-far-host'
import { type SpawnedWorker, spawnWorker } from './testing/spawn-worker'

vi.setConfig({ testTimeout: 120_000 })

const isPossible = canOpenFarHost()
if (!isPossible)
  console.warn('SKIPPED: two hosts need root and the network namespaces of Linux. Nothing was shown of them.')
const dataDir = mkdtempSync(join(tmpdir(), 'two-hosts-'))
// PostgreSQL runs as a user who must be able to pass through.
chmodSync(dataDir, 0o711)
let database: ChildProcess
let far: Awaited<ReturnType<typeof openFarHost>>
let shop: Awaited<ReturnType<typeof openShop>>
let gate: Awaited<ReturnType<typeof openGate>>
const workers: SpawnedWorker[] = []
let web: ChildProcess
let webUrl: string

beforeAll(async () => {
  if (!isPossible) return
  far = openFarHost()
  await startDatabase(await findFreePort())
  shop = await openShop()
  const [server] = await db().select().from(servers)
  gate = await openGate(Number(new URL(server?.address ?? '').port))
  await db()
    .update(servers)
    .set({ address: `http://127.0.0.1:${gate.port}` })
  const parts = [env().STRIPE_API_BASE, (await hostCredentials()).sitesUrl]
  far.forward([gate.port, shop.mail.port, ...parts.map((url) => Number(new URL(url ?? '').port))])
}, 60_000)

afterAll(async () => {
  if (!isPossible) return
  web.kill('SIGKILL')
  for (const worker of workers) {
    worker.kill('SIGKILL')
    await worker.ended
  }
  gate.close()
  await shop.close()
  await closeDatabase()
  const ended = new Promise((resolve) => database.once('exit', resolve))
  database.kill('SIGINT')
  await ended
  far.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** On this machine's own address and on the one that the other host can reach. */
async function startDatabase(port: number): Promise<void> {
  const { command, args, owner, cwd, url } = preparePostgres({
    dataDir: join(dataDir, 'postgres'),
    port,
    durable: false,
  })
  const rule = `host all all ${ourAddress}/24 scram-sha-256\n`
  appendFileSync(join(cwd, 'cluster', 'pg_hba.conf'), rule)
  const addresses = ['-c', `listen_addresses=127.0.0.1,${ourAddress}`]
  database = spawn(command, [...args, ...addresses], { ...owner, cwd, env: postgresEnv, stdio: 'ignore' })
  await waitFor(() => doesPostgresAnswer(url), { timeoutMs: 30_000 })
  vi.stubEnv('DATABASE_URL', url)
  await migrateDatabase(url)
  const seeding = connect(url, 1)
  await seed(seeding)
  await seeding.$client.end()
}

async function hostCredentials(): Promise<{ token: string; sitesUrl: string }> {
  const [server] = await db().select().from(servers)
  return JSON.parse(decrypt(server?.credentials ?? ''))
}

async function start(options?: Parameters<typeof spawnWorker>[0]): Promise<SpawnedWorker> {
  const worker = await spawnWorker(options)
  workers.push(worker)
  return worker
}

/** A web process on the other host. */
async function startWeb(databaseUrl: string): Promise<void> {
  const port = await findFreePort()
  const [command = '', ...args] = [...far.enter, process.execPath, '--import', 'tsx']
  const script = ['lib/worker/testing/serve-routes.ts', String(port)]
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  web = spawn(command, [...args, ...script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => web.stdout?.once('data', resolve))
  webUrl = `http://${far.address}:${port}`
}

function orderThere(email: string): Promise<Response> {
  const body = JSON.stringify({ planId: 'starter', billingCycle: 'monthly', customer: { name: 'John Doe', email } })
  const headers = { 'content-type': 'application/json' }
  return fetch(`${webUrl}/api/checkout/create-session`, { method: 'POST', body, headers })
}

async function statusThere(): Promise<number> {
  return (await fetch(`${webUrl}/api/health`)).status
}

test.skipIf(!isPossible)(
  'a worker that is cut off in the middle of a step loses its order to one on another host; there is one of everything',
  async () => {
    const databaseUrl = new URL(env().DATABASE_URL)
    databaseUrl.hostname = ourAddress
    const there = await start({ prefix: far.enter, env: { DATABASE_URL: databaseUrl.toString() } })
    await startWeb(databaseUrl.toString())
    expect(await statusThere()).toBe(200)
    gate.shut()
    const answer = await orderThere('far@example.com')
    expect(answer.status).toBe(200)
    const sessionId = await shop.pay(await answer.json())
    await waitFor(() => gate.arrivals.length === 1, { timeoutMs: 20_000 })

    far.cut()
    const cutAt = performance.now()
    await start()
    const refused = await orderThere('cut@example.com')
    expect([refused.status, await statusThere()]).toEqual([503, 503])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await waitFor(async () => (await attemptsOf(sessionId)).provisioned === 2, { timeoutMs: 30_000 })
    console.info('ms from the cut to the other worker:', Math.round(performance.now() - cutAt))
    gate.open()
    await untilCompleted(sessionId)
    expect(startsOf(there)).toBe(1)

    far.join()
    await waitFor(() => startsOf(there) === 2, { timeoutMs: 30_000 })
    const later = await Promise.all([1, 2, 3, 4].map((each) => shop.buy(`near${each}@example.com`)))
    await Promise.all(later.map((each) => untilCompleted(each)))
    expect(there.isAlive()).toBe(true)
    await waitFor(async () => (await statusThere()) === 200, { timeoutMs: 30_000 })
    const progress = await fetch(`${webUrl}/api/checkout/progress?session_id=${sessionId}`)
    expect(await progress.json()).toMatchObject({ state: 'completed' })

    expect(await shop.mailsTo('far@example.com')).toHaveLength(1)
    for (const table of [users, customers, subscriptions, websites]) expect(await db().$count(table)).toBe(5)
    const accounts = await accountsOnTheHost()
    const { site } = await rowsOf(sessionId)
    expect(accounts).toHaveLength(5)
    expect(accounts.filter(({ owner }) => owner === site?.id)).toHaveLength(1)
    const attempts = await attemptsOf(sessionId)
    expect(attempts).toEqual({ ...Object.fromEntries(stepNames.map((step) => [step, 1])), provisioned: 2 })
  },
)

/** How often it has begun to work: once more after each time that it lost the database. */
function startsOf(worker: SpawnedWorker): number {
  return worker.log().split('worker started').length - 1
}

async function attemptsOf(sessionId: string): Promise<Record<string, number>> {
  const { fulfilment } = await rowsOf(sessionId)
  const steps = await db().select().from(fulfilmentSteps).where(eq(fulfilmentSteps.fulfilmentId, fulfilment.id))
  return Object.fromEntries(steps.map(({ step, attempts }) => [step, attempts]))
}

async function accountsOnTheHost() {
  const [server] = await db().select().from(servers)
  const list = await embedded.list({
    name: 'one',
    address: server?.address ?? '',
    credentials: JSON.stringify(await hostCredentials()),
  })
  return list.kind === 'listed' ? list.accounts : []
}
