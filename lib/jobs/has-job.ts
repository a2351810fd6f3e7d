import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** Whether the queue has a job with a key: one that waits, runs, or has run out of tries. */
export async function hasJob(executor: Executor, key: string): Promise<boolean> {
  const found = await executor.execute(sql`select 1 from graphile_worker.jobs where key = ${key}`)
  return found.length > 0
}
