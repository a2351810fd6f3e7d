import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

/** Whose orders these are. */
const email = 'rows@example.com'

/** An order that only these tests move on: no worker knows of it, and Stripe has never heard of its session. */
export type OrderRows = { id: string; sessionId: string; fulfilmentId: string | null }

/**
 * Writes an order down as it stands.
 * @param order columns of `checkout_sessions` that matter; @param fulfilment those of its fulfilment, once it is paid
 */
export async function insertOrder(
  sql: postgres.Sql,
  order: Record<string, string | Date> = {},
  fulfilment?: Record<string, string>,
): Promise<OrderRows> {
  const sessionId = `cs_test_${randomUUID().replaceAll('-', '')}`
  const values = {
    stripe_session_id: sessionId,
    email,
    customer_name: 'Jane Doe',
    product_code: 'premium',
    billing_cycle: 'yearly',
    amount: 13188,
    renewal_amount: 13188,
    currency: 'usd',
    ...order,
  }
  const [row] = await sql<{ id: string }[]>`insert into checkout_sessions ${sql(values)} returning id`
  if (!row) throw new Error('No order')
  const paid = fulfilment ? { ...fulfilment, checkout_session_id: row.id } : null
  const [work] = paid ? await sql<{ id: string }[]>`insert into fulfilments ${sql(paid)} returning id` : []
  return { id: row.id, sessionId, fulfilmentId: work?.id ?? null }
}

/** Completes a step of an order, and tells who follows it. */
export async function completeStep(sql: postgres.Sql, { id, fulfilmentId }: OrderRows, step: string): Promise<void> {
  await sql`
    insert into fulfilment_steps (fulfilment_id, step, attempts, completed_at)
    values (${fulfilmentId}, ${step}, 1, now())`
  await sql`select pg_notify('order_progress', ${id})`
}

/** Takes all of them away, before reconciliation finds paid orders that nobody works on. */
export async function deleteOrders(sql: postgres.Sql): Promise<void> {
  const ids = sql`select id from checkout_sessions where email = ${email}`
  const works = sql`select id from fulfilments where checkout_session_id in (${ids})`
  await sql`delete from fulfilment_steps where fulfilment_id in (${works})`
  await sql`delete from fulfilments where checkout_session_id in (${ids})`
  await sql`delete from checkout_sessions where email = ${email}`
}
