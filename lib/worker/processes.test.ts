import { eq, inArray, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { fulfilmentSteps } from '@/db/schema/fulfilment'
import { servers } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { openGate } from '@/lib/fulfilment/testing/open-gate'
import { openShop, rowsOf, untilCompleted } from '@/lib/fulfilment/testing/open-shop'
import { openSlowMail } from '@/lib/mail/testing/open-slow-mail'
import { type SpawnedWorker, spawnWorker } from './testing/spawn-worker'

// Processes take their time to start.
vi.setConfig({ testTimeout: 120_000 })

let shop: Awaited<ReturnType<typeof openShop>>
let gate: Awaited<ReturnType<typeof openGate>>
const workers: SpawnedWorker[] = []

beforeAll(async () => {
  shop = await openShop()
  const [server] = await db().select().from(servers)
  gate = await openGate(Number(new URL(server?.address ?? '').port))
  await db()
    .update(servers)
    .set({ address: `http://127.0.0.1:${gate.port}` })
})

afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.kill('SIGKILL')
    await worker.ended
  }
})

afterAll(async () => {
  gate.close()
  await shop.close()
})

async function start(): Promise<SpawnedWorker> {
  const worker = await spawnWorker()
  workers.push(worker)
  return worker
}

/** How often each step of an order was begun. */
async function attemptsOf(sessionId: string): Promise<Record<string, number>> {
  const { fulfilment } = await rowsOf(sessionId)
  const steps = await db().select().from(fulfilmentSteps).where(eq(fulfilmentSteps.fulfilmentId, fulfilment.id))
  return Object.fromEntries(steps.map(({ step, attempts }) => [step, attempts]))
}

async function ownerOf(sessionId: string): Promise<string | undefined> {
  const { fulfilment } = await rowsOf(sessionId)
  const [job] = await db().execute<{ owner: string }>(sql`
    select locked_by as owner from graphile_worker.jobs where key = ${`fulfil:${fulfilment.id}`}`)
  return job?.owner
}

async function untilAtTheServer(visitors: number): Promise<void> {
  await waitFor(() => gate.arrivals.length > visitors, { timeoutMs: 20_000 })
}

test('the order of a worker that is killed goes on within three seconds', async () => {
  let pair = [await start(), await start()]
  const delays: number[] = []
  for (const round of [1, 2, 3]) {
    gate.shut()
    const before = gate.arrivals.length
    const sessionId = await shop.buy(`killed${round}@example.com`)
    await untilAtTheServer(before)
    const owner = await ownerOf(sessionId)
    const holder = pair.find(({ poolId }) => poolId === owner)
    const [visitors, killedAt] = [gate.arrivals.length, performance.now()]
    holder?.kill('SIGKILL')
    await untilAtTheServer(visitors)
    delays.push((gate.arrivals[visitors] ?? 0) - killedAt)
    gate.open()
    await untilCompleted(sessionId)
    pair = [...pair.filter((worker) => worker !== holder), await start()]
  }
  console.info(`delays after a kill, in ms: ${delays.map(Math.round).join(', ')}`)
  expect(Math.max(...delays)).toBeLessThan(3_000)
})

test('SIGTERM lets the current step finish; the rest and what is new is left to others, and nothing is done twice', async () => {
  const first = await start()
  gate.shut()
  const before = gate.arrivals.length
  const running = await shop.buy('running@example.com')
  await untilAtTheServer(before)
  first.kill('SIGTERM')
  const later = await shop.buy('later@example.com')
  gate.open()
  expect(await first.ended).toBe(0)
  expect(await attemptsOf(running)).toMatchObject({ provisioned: 1 })
  expect(await attemptsOf(running)).not.toHaveProperty('verified')
  expect(await attemptsOf(later)).toEqual({})

  await start()
  await Promise.all([untilCompleted(running), untilCompleted(later)])
  for (const sessionId of [running, later]) {
    expect(Object.values(await attemptsOf(sessionId)).every((attempts) => attempts === 1)).toBe(true)
  }
})

test('SIGTERM ends a worker within 20 seconds, whatever hangs, and another one takes over', async () => {
  const slow = await openSlowMail()
  vi.stubEnv('SMTP_PORT', String(slow.port))
  const first = await start()
  const sessionId = await shop.buy('hanging@example.com')
  await waitFor(async () => (await attemptsOf(sessionId)).welcome_mail === 1, { timeoutMs: 20_000 })
  const toldAt = performance.now()
  first.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(performance.now() - toldAt).toBeLessThan(22_000)
  slow.close()
  vi.stubEnv('SMTP_PORT', String(shop.mail.port))
  await start()
  await untilCompleted(sessionId)
  expect(await shop.mailsTo('hanging@example.com')).toHaveLength(1)
})

test('two workers side by side make one of everything, each step at the first try', async () => {
  await Promise.all([start(), start()])
  const sessions = await Promise.all(Array.from({ length: 6 }, (_, each) => shop.buy(`both${each}@example.com`)))
  await Promise.all(sessions.map((sessionId) => untilCompleted(sessionId)))
  for (const each of [0, 1, 2, 3, 4, 5]) expect(await shop.mailsTo(`both${each}@example.com`)).toHaveLength(1)
  const rows = await Promise.all(sessions.map(rowsOf))
  const ids = rows.map(({ fulfilment }) => fulfilment.id)
  const steps = await db().select().from(fulfilmentSteps).where(inArray(fulfilmentSteps.fulfilmentId, ids))
  expect(steps.every(({ attempts }) => attempts === 1)).toBe(true)
})
