import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { breakers } from '@/db/schema/breakers'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'
import { openShop } from '@/lib/fulfilment/testing/open-shop'
import { processEvent } from './process-event'

let shop: Awaited<ReturnType<typeof openShop>>

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop.close())

async function eventOf(id: string) {
  const [event] = await db().select().from(stripeEvents).where(eq(stripeEvents.id, id))
  return event
}

async function paidOrder(email: string): Promise<{ sessionId: string; orderId: string }> {
  const sessionId = await shop.buy(email)
  const [order] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.stripeSessionId, sessionId))
  return { sessionId, orderId: order?.id ?? '' }
}

test('an event that several workers work off at once has its effect once', async () => {
  const { sessionId, orderId } = await paidOrder('several@example.com')
  const type = 'checkout.session.completed'
  await db().insert(stripeEvents).values({ id: 'evt_several', type, objectId: sessionId })
  await Promise.all([1, 2, 3, 4].map(() => processEvent('evt_several')))
  await processEvent('evt_several')
  expect(await eventOf('evt_several')).toMatchObject({ status: 'processed', lastError: null })
  expect(await db().$count(fulfilments, eq(fulfilments.checkoutSessionId, orderId))).toBe(1)
})

test('while Stripe does not answer events wait, without asking it for each of them, and are worked off afterwards', async () => {
  const { sessionId } = await paidOrder('waiting@example.com')
  const ids = [1, 2, 3, 4, 5].map((each) => `evt_waiting${each}`)
  const event = { type: 'checkout.session.completed', objectId: sessionId }
  await db()
    .insert(stripeEvents)
    .values(ids.map((id) => ({ id, ...event })))
  await shop.stripe.stop()
  for (const id of ids) await expect(processEvent(id)).rejects.toMatchObject({ name: 'Unanswered', part: 'stripe' })
  expect(await eventOf('evt_waiting5')).toMatchObject({ status: 'failed', processedAt: null })
  const [breaker] = await db().select().from(breakers).where(eq(breakers.part, 'stripe'))
  expect(breaker).toMatchObject({ failures: 3, openedAt: expect.any(Date) })

  await shop.stripe.start()
  await db()
    .update(breakers)
    .set({ nextTryAt: new Date(0) })
  for (const id of ids) await processEvent(id)
  expect(await eventOf('evt_waiting5')).toMatchObject({ status: 'processed', lastError: null })
})
