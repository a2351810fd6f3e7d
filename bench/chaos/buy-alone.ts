import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import type { PlannedOrder } from '@/bench/chaos/plan/plan-orders'
import type { Product } from '@/bench/chaos/product/start-product'
import { type Bought, openCheckout, pay } from './buy'

/** `paidAt` in milliseconds since 1970. */
export type Paid = { sessionId: string; paidAt: number }

export type Scene = { product: Product; sql: postgres.Sql; bought: Bought[] }

const lookEveryMs = 20
const giveUpAfterMs = 120_000

/**
 * Buys one plan and does not look at the landing page.
 * @param beforePaying told the order's id
 */
export async function buyAlone(
  { product, sql, bought }: Scene,
  beforePaying?: (orderId: string) => void,
): Promise<Paid> {
  const order = nextOrder(bought)
  // Its place is taken before anything is waited for.
  const entry: Bought = { order, sessionId: '', paidAt: null }
  bought.push(entry)
  const { url, sessionId } = await openCheckout(product.addresses.app, order, randomUUID(), () => {})
  const [row] = await sql<{ id: string }[]>`select id from checkout_sessions where stripe_session_id = ${sessionId}`
  if (row) beforePaying?.(row.id)
  await pay(url)
  const paidAt = Date.now()
  Object.assign(entry, { sessionId, paidAt })
  return { sessionId, paidAt }
}

function nextOrder({ length }: Bought[]): PlannedOrder {
  return {
    atMs: 0,
    number: length + 1,
    email: `buyer-${length + 1}@example.com`,
    planId: 'starter',
    billingCycle: 'monthly',
    couponCode: undefined,
    domain: undefined,
    habit: 'closes the browser after paying',
  }
}

/**
 * When an order's last step was done, in milliseconds since 1970; waits for it.
 * @throws when it is not within two minutes
 */
export async function completedAt({ sql }: Scene, sessionId: string): Promise<number> {
  const deadline = Date.now() + giveUpAfterMs
  while (Date.now() < deadline) {
    const rows = await sql<{ completedAt: Date | null }[]>`
      select fulfilments.completed_at
      from fulfilments join checkout_sessions on checkout_sessions.id = fulfilments.checkout_session_id
      where stripe_session_id = ${sessionId}`.catch(() => [])
    const at = rows[0]?.completedAt
    if (at) return at.getTime()
    await pause(lookEveryMs)
  }
  throw new Error(`The order of ${sessionId} was not complete within ${giveUpAfterMs / 1000} s`)
}

/** Waits until the work for every order that was paid has begun. */
export async function untilAllBegun({ sql, bought }: Scene): Promise<void> {
  const deadline = Date.now() + giveUpAfterMs
  while (Date.now() < deadline) {
    const [row] = await sql<{ begun: number }[]>`select count(*)::int as begun from fulfilments`
    if (row && row.begun >= bought.length) return
    await pause(lookEveryMs)
  }
  throw new Error('Not every order was begun')
}
