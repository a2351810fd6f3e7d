import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** PostgreSQL's channel on which an order's id is said each time that its progress changed. */
export const progressChannel = 'order_progress'

/** Tells every web process, once the caller's transaction commits, that an order has moved on. */
export async function announceProgress(executor: Executor, checkoutSessionId: string): Promise<void> {
  await executor.execute(sql`select pg_notify(${progressChannel}, ${checkoutSessionId})`)
}
