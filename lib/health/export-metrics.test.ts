import { createServer } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { exportMetrics } from './export-metrics'
import { readBacklog } from './read-backlog'

type Received = {
  resourceMetrics: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] }
    scopeMetrics: {
      metrics: { name: string; unit: string; gauge: { dataPoints: { asInt?: number; asDouble?: number }[] } }[]
    }[]
  }[]
}

const requests: { url?: string; body: Received }[] = []
const collector = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  requests.push({ url: request.url, body: JSON.parse(body) })
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const address = collector.address()
  const port = address && typeof address === 'object' ? address.port : 0
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`)
})

afterAll(() => {
  collector.closeAllConnections()
  collector.close()
})

beforeEach(async () => {
  await db().delete(stripeEvents)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
})

test('with nothing to do there is nothing old and nothing dead', async () => {
  expect(await readBacklog()).toEqual({ deadJobs: 0, oldestEventSeconds: null, oldestOrderSeconds: null })
})

/** Paid so many seconds ago, and parked. */
async function unfinishedOrder(seconds: number): Promise<void> {
  const order = { email: 'a@example.com', customerName: 'A', productCode: 'starter', currency: 'usd' }
  const [row] = await db()
    .insert(checkoutSessions)
    .values({ ...order, billingCycle: 'monthly', amount: 799, renewalAmount: 799 })
    .returning()
  const createdAt = new Date(Date.now() - seconds * 1000)
  await db()
    .insert(fulfilments)
    .values({ checkoutSessionId: row?.id ?? '', status: 'needs_person', createdAt })
}

test('a collector is told of dead jobs, of the oldest event that waits and of the oldest order that is not finished', async () => {
  const past = new Date(Date.now() - 90_000)
  await db()
    .insert(stripeEvents)
    .values([
      { id: 'evt_old', type: 'invoice.paid', status: 'failed', receivedAt: past },
      { id: 'evt_new', type: 'invoice.paid' },
      { id: 'evt_done', type: 'invoice.paid', status: 'processed', receivedAt: new Date(0) },
    ])
  await unfinishedOrder(300)
  await addJob(db(), 'send-mail', { emailLogId: 'none' }, { key: 'mail:none' })
  await db().execute(sql`update graphile_worker._private_jobs set attempts = max_attempts`)

  const end = exportMetrics()
  await end()
  const [{ url, body } = { url: '', body: { resourceMetrics: [] } }] = requests
  expect(url).toBe('/v1/metrics')
  const [told] = body.resourceMetrics
  expect(told?.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'shop' } })
  const figures = Object.fromEntries(
    (told?.scopeMetrics ?? []).flatMap(({ metrics }) =>
      metrics.map(({ name, gauge }) => [name, gauge.dataPoints[0]?.asInt ?? gauge.dataPoints[0]?.asDouble]),
    ),
  )
  expect(figures).toEqual({
    'shop.jobs.dead': 1,
    'shop.events.oldest_unprocessed': expect.closeTo(90, -1),
    'shop.orders.oldest_unfinished': expect.closeTo(300, -1),
  })
})
