import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { breakers } from '@/db/schema/breakers'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { db } from '@/lib/database'
import { wakeOrders } from './wake-orders'

const part = `sites:${randomUUID()}`

beforeEach(async () => {
  await db().execute(sql`truncate checkout_sessions cascade`)
  await db().execute(sql`delete from graphile_worker._private_jobs`)
  await db().delete(breakers)
  const at = sql`clock_timestamp() - interval '1 second'`
  await db().insert(breakers).values({ part, failures: 3, openedAt: at, nextTryAt: at })
})

async function waitingOrder(status: 'running' | 'needs_person'): Promise<string> {
  const order = { email: 'a@example.com', customerName: 'A', productCode: 'starter', currency: 'usd' }
  const [row] = await db()
    .insert(checkoutSessions)
    .values({ ...order, billingCycle: 'monthly', amount: 799, renewalAmount: 799 })
    .returning()
  const [made] = await db()
    .insert(fulfilments)
    .values({ checkoutSessionId: row?.id ?? '', waitsFor: part, status })
    .returning()
  return made?.id ?? ''
}

async function jobs(): Promise<string[]> {
  const rows = await db().execute<{ key: string }>(sql`select key from graphile_worker.jobs order by key`)
  return rows.map(({ key }) => key)
}

test('while a part does not answer one order finds out, and others are looked for again', async () => {
  const id = await waitingOrder('running')
  await wakeOrders(part)
  expect(await jobs()).toEqual([`fulfil:${id}`, `wake:${part}`])
})

test('when nobody waits for a part any more, nobody is looked for', async () => {
  await wakeOrders(part)
  expect(await jobs()).toEqual([])
  const id = await waitingOrder('needs_person')
  await wakeOrders(part)
  expect(await jobs()).toEqual([])
  await db().update(fulfilments).set({ status: 'running' }).where(eq(fulfilments.id, id))
  await wakeOrders(part)
  expect(await jobs()).toHaveLength(2)
})
