import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import { missingEvents } from '@/bench/chaos/books/check-queue'
import { readEvents } from '@/bench/chaos/books/read-books'
import { isWaiting, readRows } from '@/bench/chaos/books/read-rows'
import type { Product } from '@/bench/chaos/product/start-product'

const lookEveryMs = 500

export type Progress = { orders: number; begun: number; complete: number; jobs: number }

/** How far the orders are, or undefined while the database is away. */
export async function readProgress(sql: postgres.Sql): Promise<Progress | undefined> {
  try {
    const [row] = await sql<Progress[]>`
      select
        (select count(*)::int from checkout_sessions where stripe_session_id is not null) as orders,
        (select count(*)::int from fulfilments) as begun,
        (select count(*)::int from fulfilments where status = 'completed') as complete,
        (select count(*)::int from graphile_worker.jobs
          where not ${isWaiting(sql)}) as jobs`
    return row
  } catch {
    return undefined
  }
}

/** Waits until so many orders are complete, every event has arrived and no job is left to do, or the time is up. */
export async function awaitQuiet(
  product: Product,
  sql: postgres.Sql,
  { purchases, withinMs }: { purchases: number; withinMs: number },
): Promise<void> {
  const deadline = Date.now() + withinMs
  while (Date.now() < deadline && !(await isQuiet(product, sql, purchases))) await pause(lookEveryMs)
}

async function isQuiet(product: Product, sql: postgres.Sql, purchases: number): Promise<boolean> {
  if (!(await isIdle(sql, purchases))) return false
  const { events } = await readRows(sql)
  // An event that has come in the meantime has brought its job.
  return missingEvents(await readEvents(product), events).length === 0 && (await isIdle(sql, purchases))
}

async function isIdle(sql: postgres.Sql, purchases: number): Promise<boolean> {
  const progress = await readProgress(sql)
  return progress !== undefined && progress.complete >= purchases && progress.jobs === 0
}
