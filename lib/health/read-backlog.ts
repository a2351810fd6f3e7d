import { sql } from 'drizzle-orm'
import { db } from '@/lib/database'

/** What waits to be done and should not wait long. */
export type Backlog = {
  /** Jobs that ran out of tries. */
  deadJobs: number
  /** Age of the oldest event of Stripe that is not worked off; null when all are. */
  oldestEventSeconds: number | null
  /** Age of the oldest paid order that is not finished, whatever it waits for; null when all are. */
  oldestOrderSeconds: number | null
}

export async function readBacklog(): Promise<Backlog> {
  const [row] = await db().execute<{ dead_jobs: number; event: number | null; order: number | null }>(sql`
    select
      (select count(*) from graphile_worker.jobs
        where attempts >= max_attempts and locked_at is null and key is not null)::int as dead_jobs,
      (select ${ageOf('received_at')} from stripe_events where status in ('received', 'failed')) as event,
      (select ${ageOf('created_at')} from fulfilments where completed_at is null) as order`)
  if (!row) throw new Error('The database gave no figures')
  return { deadJobs: row.dead_jobs, oldestEventSeconds: row.event, oldestOrderSeconds: row.order }
}

function ageOf(column: 'received_at' | 'created_at') {
  return sql`round(extract(epoch from now() - min(${sql.identifier(column)})))::int`
}
