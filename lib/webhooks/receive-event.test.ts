import { sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { GET, POST } from '@/app/api/webhooks/stripe/route'
import { stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'

const secret = 'whsec_vitest'
const stripe = new Stripe('sk_test_vitest')
let nextId = 0

function eventBody(type = 'invoice.paid', id = `evt_${nextId++}`): string {
  return JSON.stringify({ id, object: 'event', type, created: 1, data: { object: { id: 'in_1', object: 'invoice' } } })
}

function signed(payload: string, options: { secret?: string; timestamp?: number } = {}): string {
  return stripe.webhooks.generateTestHeaderString({ payload, secret, ...options })
}

async function deliver(body: string | Uint8Array<ArrayBuffer>, signature: string | null) {
  const headers = signature === null ? undefined : { 'stripe-signature': signature }
  return POST(new Request('http://localhost/api/webhooks/stripe', { method: 'POST', body, headers }))
}

async function forget(): Promise<void> {
  await db().delete(stripeEvents)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
}

async function expectRefusal(response: Response, status: number): Promise<void> {
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ success: false, error: { message: expect.any(String) } })
  expect(await db().$count(stripeEvents)).toBe(0)
}

test('a missing signature is refused and nothing is written', async () => {
  await expectRefusal(await deliver(eventBody(), null), 400)
})

test('a malformed signature is refused and nothing is written', async () => {
  await expectRefusal(await deliver(eventBody(), 'nonsense'), 400)
})

test.each(['t=,v1=', 't=1,v1=', 't=NaN,v1=', `t=${Math.floor(Date.now() / 1000)},v1=`, 't=1', 'v1=', ',', '='])(
  'the signature "%s", with its parts empty, is refused and nothing is written',
  async (signature) => {
    await expectRefusal(await deliver(eventBody(), signature), 400)
  },
)

test('a signature under another secret is refused and nothing is written', async () => {
  const body = eventBody()
  await expectRefusal(await deliver(body, signed(body, { secret: 'whsec_other' })), 400)
})

test('a body that was changed after signing is refused and nothing is written', async () => {
  const body = eventBody()
  await expectRefusal(await deliver(body.replace('invoice.paid', 'invoice.void'), signed(body)), 400)
})

test('a signature older than five minutes is refused and nothing is written', async () => {
  const body = eventBody()
  const timestamp = Math.floor(Date.now() / 1000) - 301
  await expectRefusal(await deliver(body, signed(body, { timestamp })), 400)
})

test('a signed body that is not JSON is refused and nothing is written', async () => {
  await expectRefusal(await deliver('not json', signed('not json')), 400)
})

test('a signed body that is JSON but no event is refused and nothing is written', async () => {
  for (const body of [
    'null',
    '[]',
    '{}',
    '{"id":1,"type":2,"data":{"object":{}}}',
    '{"id":"evt_x","type":"a"}',
    eventBody('a\\u0000b'),
    eventBody('a', 'e'.repeat(300)),
  ]) {
    await expectRefusal(await deliver(body, signed(body)), 400)
  }
})

test('a body over 1 MiB is refused and nothing is written', async () => {
  const body = eventBody().replace('in_1', 'x'.repeat(1024 * 1024))
  await expectRefusal(await deliver(body, signed(body)), 413)
})

test('a body over 1 MiB that does not say its length is refused before it is read to its end', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 64 * 1024
      controller.enqueue(new Uint8Array(64 * 1024))
    },
  })
  const headers = { 'stripe-signature': 't=1,v1=a' }
  const init = { method: 'POST', body, headers, duplex: 'half' } as const
  await expectRefusal(await POST(new Request('http://localhost/', init)), 413)
  expect(sent).toBeLessThan(2 * 1024 * 1024)
})

test('a body whose end is missing does not match its signature', async () => {
  const body = eventBody()
  await expectRefusal(await deliver(body.slice(0, -1), signed(body)), 400)
})

test('a body that breaks off while it is sent is not stored', async () => {
  const body = eventBody()
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body.slice(0, 20)))
      controller.error(new Error('the connection was lost'))
    },
  })
  const init = { method: 'POST', body: broken, headers: { 'stripe-signature': signed(body) }, duplex: 'half' } as const
  expect((await POST(new Request('http://localhost/', init))).status).toBeGreaterThanOrEqual(400)
  expect(await db().$count(stripeEvents)).toBe(0)
})

test('a body that is nested as deep as it may be long is an answer, signed or not', async () => {
  const depth = 400_000
  const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`
  const body = eventBody('invoice.paid', 'evt_deep').replace(
    '"object":"invoice"',
    `"object":"invoice","deep":${nested}`,
  )
  await expectRefusal(await deliver(body, signed(body, { secret: 'whsec_other' })), 400)
  expect([200, 400]).toContain((await deliver(body, signed(body))).status)
  await forget()
})

test('a signature of a clock that is some minutes ahead of ours is accepted', async () => {
  const body = eventBody('invoice.paid', 'evt_ahead')
  const timestamp = Math.floor(Date.now() / 1000) + 240
  expect((await deliver(body, signed(body, { timestamp }))).status).toBe(200)
  await forget()
})

test('a body that is not UTF-8 does not match the signature of its bytes', async () => {
  await expectRefusal(await deliver(new Uint8Array([0xff, 0xfe, 0x00]), signed('\u0000')), 400)
})

test('a GET says what the address is for', async () => {
  const response = GET()
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
  expect(await response.text()).toMatch(/signed events from Stripe/)
})

test('an event is stored with its job, and five deliveries at once store one of each', async () => {
  const body = eventBody('invoice.paid', 'evt_five')
  const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(body, signed(body))))
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ received: true })
  }
  expect(await db().select().from(stripeEvents)).toMatchObject([
    { id: 'evt_five', type: 'invoice.paid', objectId: 'in_1', status: 'received', attempts: 0 },
  ])
  const jobs = await db().execute(sql`
    select identifier, payload from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id`)
  expect(jobs).toMatchObject([{ identifier: 'process-stripe-event', payload: { eventId: 'evt_five' } }])
})

test('an event of a type that nobody handles is stored all the same', async () => {
  const body = eventBody('climate.order.created', 'evt_unknown')
  expect((await deliver(body, signed(body))).status).toBe(200)
  expect(await db().$count(stripeEvents, sql`id = 'evt_unknown'`)).toBe(1)
})
