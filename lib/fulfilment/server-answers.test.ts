import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { fulfilmentSteps } from '@/db/schema/fulfilment'
import { servers, websites } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { embedded } from '@/lib/provisioning/drivers/embedded/driver'
import { encrypt } from '@/lib/secrets'
import { startWorker } from '@/lib/worker/start-worker'
import { getProgress } from './get-progress'
import { resumeFulfilment } from './resume-fulfilment'
import { openShop, rowsOf, untilCompleted } from './testing/open-shop'

vi.setConfig({ testTimeout: 60_000 })

let shop: Awaited<ReturnType<typeof openShop>>
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  shop = await openShop()
  worker = await startWorker('# time is what a test does')
})

afterEach(() => {
  vi.restoreAllMocks()
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  await shop.close()
})

async function untilParked(sessionId: string): Promise<void> {
  await waitFor(async () => (await getProgress(sessionId))?.state === 'needs_person', { timeoutMs: 20_000 })
}

function openAlertsOf(orderId: string) {
  const isOpen = and(eq(alerts.subject, `checkout_sessions:${orderId}`), isNull(alerts.resolvedAt))
  return db().select().from(alerts).where(isOpen)
}

test('a server that refuses us stops the order, staff get a mail about it, and it goes on when they say so', async () => {
  const [server] = await db().select().from(servers)
  const credentials = encrypt(JSON.stringify({ token: 'wrong', sitesUrl: 'http://127.0.0.1:1' }))
  await db().update(servers).set({ credentials })
  const sessionId = await shop.buy('operator@example.com')
  await untilParked(sessionId)
  const { order } = await rowsOf(sessionId)
  expect(await openAlertsOf(order.id)).toMatchObject([
    { kind: 'order_needs_person', summary: expect.stringContaining('unauthorized') },
  ])
  const mails = await waitFor(
    async () => {
      const told = await shop.mailsTo('support@migrahosting.example')
      return told.length > 0 && told
    },
    { timeoutMs: 20_000 },
  )
  expect(mails[0]?.text).toContain(`Order ${orderNumber(order.id)} stopped`)
  expect(mails[0]?.text).toContain('unauthorized')

  await db().update(servers).set({ credentials: server?.credentials })
  await resumeFulfilment(order.id, 'user:staff')
  await untilCompleted(sessionId)
  expect(await openAlertsOf(order.id)).toEqual([])
})

test('a site that a server cannot ever make stops its order at the first try', async () => {
  const ensure = vi.spyOn(embedded, 'ensure')
  ensure.mockResolvedValueOnce({ kind: 'rejected', code: 'unsupported_php', reason: 'It has no PHP 8.2' })
  const sessionId = await shop.buy('rejected@example.com')
  await untilParked(sessionId)
  expect(ensure).toHaveBeenCalledTimes(1)
  const { order } = await rowsOf(sessionId)
  expect(await openAlertsOf(order.id)).toMatchObject([{ summary: expect.stringContaining('It has no PHP 8.2') }])
  await resumeFulfilment(order.id, 'user:staff')
  await untilCompleted(sessionId)
})

test('what a server has begun is asked for again by its own name, and no second time', async () => {
  const real = embedded.ensure
  const asked: (string | undefined)[] = []
  const ensure = vi.spyOn(embedded, 'ensure')
  ensure.mockImplementation((server, spec, operationId) => {
    asked.push(operationId)
    if (asked.length < 3) return Promise.resolve({ kind: 'pending', operationId: 'UPID:one:42', pollAfterMs: 300 })
    return real(server, spec)
  })
  const sessionId = await shop.buy('pending@example.com')
  await waitFor(() => asked.length > 0, { timeoutMs: 20_000 })
  await untilCompleted(sessionId)
  expect(asked).toEqual([undefined, 'UPID:one:42', 'UPID:one:42'])
  const { fulfilment, site, order } = await rowsOf(sessionId)
  const steps = await db().select().from(fulfilmentSteps).where(eq(fulfilmentSteps.fulfilmentId, fulfilment.id))
  expect(steps.find(({ step }) => step === 'provisioned')).toMatchObject({ attempts: 3, error: null })
  expect(
    await db()
      .select()
      .from(websites)
      .where(eq(websites.id, site?.id ?? '')),
  ).toMatchObject([{ operationId: null, status: 'active' }])
  expect(await openAlertsOf(order.id)).toEqual([])
})
