import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { needs } from './testing/needs'
import { startReceiver } from './testing/receiver'
import { eventually, order, pay, startStandIn, webhookSecret } from './testing/stand-in'

const delivered = needs('a receiver')

test('each event of a payment is delivered once, signed, within moments', delivered, async () => {
  const receiver = await startReceiver()
  const standIn = await startStandIn({ webhookUrl: receiver.url })
  const session = await standIn.sdk.checkout.sessions.create(order())
  const paidAt = Date.now()
  await pay(session.url)
  await eventually(receiver.types, (types) => types.includes('checkout.session.completed'))
  const completed = receiver.received.find(({ event }) => event.type === 'checkout.session.completed')
  expect(completed?.event).toMatchObject({ data: { object: { id: session.id, payment_status: 'paid' } } })
  expect(Number(completed?.atMs) - paidAt).toBeLessThan(5000)
  const events = await eventually(
    () => standIn.sdk.events.list({ delivery_success: true, limit: 100 }),
    ({ data }) => data.length === 12,
  )
  expect(events.data.map(({ pending_webhooks }) => pending_webhooks)).toEqual(Array(12).fill(0))
  expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(receiver.received.length)
  await standIn.close()
  await receiver.close()
})

test('an endpoint that was made later gets its events beside the configured one', delivered, async () => {
  const configured = await startReceiver()
  const later = await startReceiver(() => 200, [])
  const standIn = await startStandIn({ webhookUrl: configured.url })
  const endpoint = await standIn.sdk.webhookEndpoints.create({ url: later.url, enabled_events: ['*'] })
  later.secrets.push(endpoint.secret ?? '')
  await standIn.sdk.customers.create({ email: 'a@example.com' })
  for (const { types } of [configured, later]) await eventually(types, (seen) => seen.includes('customer.created'))
  await standIn.close()
  await Promise.all([configured.close(), later.close()])
})

test(
  'a refused delivery is tried again with a fresh signature until it is taken; others do not wait for it',
  delivered,
  async () => {
    const receiver = await startReceiver((event, tries) => {
      if (event.type === 'customer.created') return tries < 2 ? 500 : 200
      return event.type === 'invoice.paid' ? null : 200
    })
    const standIn = await startStandIn({ webhookUrl: receiver.url, retryDelaysMs: [3000, 20, 20] })
    const session = await standIn.sdk.checkout.sessions.create(order())
    await pay(session.url)
    const pending = () => standIn.sdk.events.list({ delivery_success: false })
    const left = await eventually(pending, ({ data }) => data.length === 1, 20_000)
    expect(left.data[0]).toMatchObject({ type: 'invoice.paid', pending_webhooks: 1 })
    const tries = receiver.received.filter(({ event }) => event.type === 'customer.created')
    expect(tries.map(({ status }) => status)).toEqual([500, 500, 200])
    expect(tries[1]?.signature).not.toBe(tries[0]?.signature)
    const others = receiver.received.find(({ event }) => event.type === 'checkout.session.completed')
    expect(Number(others?.atMs)).toBeLessThan(Number(tries[1]?.atMs))
    await standIn.close()
    await receiver.close()
  },
)

test('after the last try a delivery is given up and stays listed as undelivered', delivered, async () => {
  const receiver = await startReceiver(() => 503)
  const standIn = await startStandIn({ webhookUrl: receiver.url, retryDelaysMs: [5] })
  const customer = await standIn.sdk.customers.create({ email: 'a@example.com' })
  await eventually(
    () => receiver.received.length,
    (count) => count === 2,
  )
  const undelivered = await standIn.sdk.events.list({ delivery_success: false })
  expect(undelivered.data).toMatchObject([{ type: 'customer.created', data: { object: { id: customer.id } } }])
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(receiver.received).toHaveLength(2)
  await standIn.close()
  await receiver.close()
})

test('what was not delivered is delivered after a restart', delivered, async () => {
  const first = await startReceiver(() => 500)
  const standIn = await startStandIn({ webhookUrl: first.url, retryDelaysMs: [100, 100, 100] })
  await standIn.sdk.customers.create({ email: 'a@example.com' })
  await eventually(
    () => first.received.length,
    (count) => count > 0,
  )
  await standIn.close()
  await first.close()
  const second = await startReceiver()
  const again = await startStandIn({ dataDir: standIn.dataDir, webhookUrl: second.url })
  await eventually(second.types, (types) => types.includes('customer.created'))
  await again.close()
  await second.close()
})

test('while a secret is being rolled, a delivery verifies under the old and the new one', delivered, async () => {
  const receiver = await startReceiver()
  const standIn = await startStandIn({ webhookUrl: receiver.url, webhookSecret: `whsec_new, ${webhookSecret}` })
  await standIn.sdk.customers.create({ email: 'a@example.com' })
  await eventually(
    () => receiver.received.length,
    (count) => count === 1,
  )
  const [delivery] = receiver.received
  expect(delivery?.signature).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/)
  await standIn.close()
  await receiver.close()
})

test('a signature does not verify under another secret', delivered, async () => {
  const receiver = await startReceiver()
  const standIn = await startStandIn({ webhookUrl: receiver.url })
  await standIn.sdk.customers.create({ email: 'a@example.com' })
  await eventually(
    () => receiver.received.length,
    (count) => count === 1,
  )
  const { event, signature = '' } = receiver.received[0] ?? {}
  const { webhooks } = new Stripe('sk_test_x')
  expect(() => webhooks.constructEvent(JSON.stringify(event), signature, 'whsec_other')).toThrow()
  await standIn.close()
  await receiver.close()
})

test('a receiver that closes an idle connection as it is used again is asked anew at once', delivered, async () => {
  const used = new Set<Socket>()
  let taken = 0
  let dropped = 0
  const server = createServer((request, response) => {
    if (used.has(request.socket)) {
      dropped++
      request.socket.destroy()
      return
    }
    used.add(request.socket)
    taken++
    request.resume().on('end', () => response.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const standIn = await startStandIn({ webhookUrl: `http://127.0.0.1:${port}/`, retryDelaysMs: [600_000] })
  for (const count of [1, 2]) {
    await standIn.sdk.customers.create({ email: 'a@example.com' })
    await eventually(
      () => standIn.sdk.events.list({ delivery_success: true }),
      ({ data }) => data.length === count,
    )
  }
  expect([taken, dropped]).toEqual([2, 1])
  await standIn.close()
  await new Promise((resolve) => server.close(resolve))
})

test(
  'what was missed is found by its types, its time, its fate and the event before it, all at once',
  delivered,
  async () => {
    let now = Date.parse('2027-01-01T00:00:00Z')
    const isRefused = (event: Stripe.Event) => event.type === 'coupon.created' || event.type === 'product.created'
    const receiver = await startReceiver((event) => (isRefused(event) ? 500 : 200))
    const standIn = await startStandIn({ webhookUrl: receiver.url, retryDelaysMs: [600_000], clock: () => now })
    const { sdk } = standIn
    for (let day = 0; day < 5; day++) {
      await sdk.coupons.create({ id: `DAY-${day}`, percent_off: 10 })
      await sdk.coupons.del(`DAY-${day}`)
      await sdk.products.create({ name: `Day ${day}` })
      now += 86_400_000
    }
    await eventually(
      () => receiver.received.length,
      (count) => count === 15,
    )
    await eventually(
      () => sdk.events.list({ delivery_success: true }),
      ({ data }) => data.length === 5,
    )
    const firstDay = (await sdk.events.list({ types: ['coupon.deleted'], limit: 100 })).data.at(-1)
    const named = async (params: Stripe.EventListParams) =>
      (await sdk.events.list(params).autoPagingToArray({ limit: 100 })).map(({ type, data }) =>
        'id' in data.object && type.startsWith('coupon') ? data.object.id : type,
      )
    const missed = {
      types: ['coupon.created', 'coupon.deleted'],
      delivery_success: false,
      ending_before: String(firstDay?.id),
      created: { gte: Date.parse('2027-01-02T00:00:00Z') / 1000, lt: Date.parse('2027-01-05T00:00:00Z') / 1000 },
    }
    // One at a time: paged backwards, they come in the order of time.
    expect(await named({ ...missed, limit: 1 })).toEqual(['DAY-1', 'DAY-2', 'DAY-3'])
    expect(await named({ ...missed, limit: 100 })).toEqual(['DAY-1', 'DAY-2', 'DAY-3'])
    expect(await named({ ...missed, delivery_success: true })).toEqual(['DAY-1', 'DAY-2', 'DAY-3'])
    expect(await named({ ...missed, types: ['product.created'], created: { gt: missed.created.lt } })).toEqual([])
    expect(await named({ ...missed, created: { lte: missed.created.gte } })).toEqual(['DAY-1'])
    await standIn.close()
    await receiver.close()
  },
)
