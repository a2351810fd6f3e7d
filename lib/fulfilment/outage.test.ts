import { createServer } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { breakers } from '@/db/schema/breakers'
import { fulfilmentSteps } from '@/db/schema/fulfilment'
import { servers } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { startWorker } from '@/lib/worker/start-worker'
import { getProgress } from './get-progress'
import { openShop, rowsOf, untilCompleted, untilWaiting } from './testing/open-shop'

// Outages take their time.
vi.setConfig({ testTimeout: 60_000 })

let shop: Awaited<ReturnType<typeof openShop>>
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  shop = await openShop(['one', 'two'])
  worker = await startWorker()
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  await shop.close()
})

/** As if it had gone on for a day: each order's own pause has grown to five minutes, the part's to its longest. */
async function letADayPass(): Promise<void> {
  await db()
    .update(fulfilmentSteps)
    .set({ attempts: sql`${fulfilmentSteps.attempts} + 20`, startedAt: sql`now() - interval '1 day'` })
    .where(sql`completed_at is null`)
  await db().execute(sql`
    update graphile_worker._private_jobs set run_at = now() + interval '5 minutes' where key like 'fulfil:%'`)
  await db().update(breakers).set({ tries: 100 })
}

async function openAlerts(kind: (typeof alerts.$inferSelect)['kind']): Promise<string[]> {
  const rows = await db().select().from(alerts).where(sql`kind = ${kind} and resolved_at is null`)
  return rows.map((row) => row.subject)
}

async function isDown(name: string): Promise<boolean> {
  const [server] = await db().select({ id: servers.id }).from(servers).where(eq(servers.name, name))
  return (await openAlerts('server_down')).includes(`server:${server?.id}`)
}

test('a server that is down holds only its own orders, which finish within seconds of its return, even after a day', async () => {
  await db().update(servers).set({ state: 'full' }).where(eq(servers.name, 'two'))
  await shop.host('one').stop()
  const held = await Promise.all(['a', 'b', 'c', 'd'].map((name) => shop.buy(`${name}@down.example`)))
  await waitFor(() => isDown('one'), { timeoutMs: 15_000 })
  for (const sessionId of held) await untilWaiting(sessionId, 'server')
  expect((await rowsOf(held[0] ?? '')).server).toBe('one')
  // Nothing is called active before it answers.
  for (const sessionId of held) expect((await rowsOf(sessionId)).site).toMatchObject({ status: 'provisioning' })

  // Even the fuller one, since it answers.
  await db().update(servers).set({ state: 'active' }).where(eq(servers.name, 'two'))
  await db().update(servers).set({ capacity: 2 }).where(eq(servers.name, 'two'))
  const other = await shop.buy('other@down.example')
  await untilCompleted(other)
  expect((await rowsOf(other)).server).toBe('two')

  await letADayPass()
  await shop.host('one').start()
  const took = await Promise.all(held.map((sessionId) => untilCompleted(sessionId)))
  expect(Math.max(...took)).toBeLessThan(15_000)
  expect(await isDown('one')).toBe(false)
  for (const sessionId of held) expect(await getProgress(sessionId)).toMatchObject({ waitsFor: null })
  await db().update(servers).set({ capacity: 100 })
})

test('while a server does not answer it is not asked for each of its orders, but once in a while', async () => {
  await db().update(servers).set({ state: 'full' }).where(eq(servers.name, 'two'))
  const [one] = await db().select().from(servers).where(eq(servers.name, 'one'))
  let calls = 0
  const hanging = createServer((socket) => {
    calls++
    socket.on('error', () => {})
    socket.destroy()
  })
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
  const address = hanging.address()
  const port = address && typeof address === 'object' ? address.port : 0
  await db()
    .update(servers)
    .set({ address: `http://127.0.0.1:${port}` })
    .where(eq(servers.name, 'one'))
  const orders = await Promise.all(Array.from({ length: 10 }, (_, each) => shop.buy(`q${each}@quiet.example`)))
  for (const sessionId of orders) await untilWaiting(sessionId, 'server')
  const before = calls
  await waitFor(async () => {
    const [row] = await db()
      .select()
      .from(breakers)
      .where(eq(breakers.part, `server:${one?.id}`))
    return (row?.tries ?? 0) >= 2
  })
  // Each try of ours is two calls: what was asked for, and a look whether it happened all the same.
  expect(calls - before).toBeLessThanOrEqual(2 * 2 + 2)

  await db().update(servers).set({ address: one?.address }).where(eq(servers.name, 'one'))
  await Promise.all(orders.map((sessionId) => untilCompleted(sessionId, 20_000)))
  hanging.close()
  await db().update(servers).set({ state: 'active' })
})

test('a mail server that was down for a day holds only the mails; they arrive within seconds of its return', async () => {
  await shop.mail.stop()
  const sessions = await Promise.all(['a', 'b', 'c'].map((name) => shop.buy(`${name}@mail.example`)))
  for (const sessionId of sessions) await untilWaiting(sessionId, 'mail')
  for (const sessionId of sessions) {
    expect(await getProgress(sessionId)).toMatchObject({ state: 'running', siteUrl: expect.stringContaining('http') })
    expect((await rowsOf(sessionId)).site).toMatchObject({ status: 'active' })
  }
  expect(await openAlerts('server_down')).toEqual(['smtp'])

  await letADayPass()
  await shop.mail.start()
  await Promise.all(sessions.map((sessionId) => untilCompleted(sessionId)))
  expect(await openAlerts('server_down')).toEqual([])
  for (const name of ['a', 'b', 'c']) expect(await shop.mailsTo(`${name}@mail.example`)).toHaveLength(1)
})

test('while Stripe does not answer orders wait for it, and go on within seconds of its return', async () => {
  const ordered = await Promise.all(['a', 'b', 'c'].map((name) => shop.order(`${name}@pay.example`)))
  await worker.stop()
  await worker.ended
  for (const each of ordered) await shop.pay(each)
  await shop.stripe.stop()
  worker = await startWorker()
  for (const { sessionId } of ordered) await untilWaiting(sessionId, 'payments')
  await letADayPass()
  await shop.stripe.start()
  await Promise.all(ordered.map(({ sessionId }) => untilCompleted(sessionId)))
})

test('orders for which there is no room wait, told to staff, and proceed in their turn as room is made', async () => {
  const used = async (name: string) =>
    db().execute<{ sites: number }>(sql`
      select count(*)::int as sites from websites join servers on servers.id = server_id where servers.name = ${name}`)
  await db().update(servers).set({ state: 'full' })
  const sessions: string[] = []
  for (const name of ['first', 'second', 'third']) {
    sessions.push(await shop.buy(`${name}@room.example`))
    await untilWaiting(sessions.at(-1) ?? '', 'room')
  }
  expect(await openAlerts('order_waiting')).toHaveLength(3)
  await letADayPass()

  const [{ sites } = { sites: 0 }] = await used('one')
  await db()
    .update(servers)
    .set({ state: 'active', capacity: sites + 2 })
    .where(eq(servers.name, 'one'))
  const [first = '', second = '', third = ''] = sessions
  await Promise.all([untilCompleted(first), untilCompleted(second)])
  expect(await getProgress(third)).toMatchObject({ state: 'running', waitsFor: 'room' })
  expect(await openAlerts('order_waiting')).toEqual([`checkout_sessions:${(await rowsOf(third)).order.id}`])
  await db().update(servers).set({ capacity: 100 }).where(eq(servers.name, 'one'))
  await untilCompleted(third)
  expect(await openAlerts('order_waiting')).toEqual([])
})
