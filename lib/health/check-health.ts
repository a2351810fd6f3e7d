import { sql } from 'drizzle-orm'
import { db, withinDeadline } from '@/lib/database'
import { log } from '@/lib/log'
import packageJson from '@/package.json' with { type: 'json' }

export type Health = {
  status: 'ok' | 'unavailable'
  database: 'ok' | 'unreachable'
  /** Jobs that could run now, the age of the oldest of them, and those that ran out of tries. */
  queue: { ready: number; oldestSeconds: number; failed: number } | null
  version: string
}

const { version } = packageJson
const deadlineMs = 3000

/** How the service is, in figures that may be public. */
export async function checkHealth(): Promise<Health> {
  try {
    const queue = await withinDeadline(deadlineMs, readQueue())
    return { status: 'ok', database: 'ok', queue, version }
  } catch (error) {
    log().error({ err: error }, 'the health check failed')
    return { status: 'unavailable', database: 'unreachable', queue: null, version }
  }
}

async function readQueue() {
  const [row] = await db().execute<{ ready: number; oldest_seconds: number; failed: number }>(sql`
    select
      count(*) filter (where is_ready)::int as ready,
      coalesce(extract(epoch from now() - min(run_at) filter (where is_ready)), 0)::float8 as oldest_seconds,
      count(*) filter (where attempts >= max_attempts and key is not null)::int as failed
    from (
      select run_at, attempts, max_attempts, key,
        locked_at is null and run_at <= now() and attempts < max_attempts as is_ready
      from graphile_worker.jobs
    ) as jobs`)
  if (!row) throw new Error('The queue gave no figures')
  return { ready: row.ready, oldestSeconds: Math.round(row.oldest_seconds * 10) / 10, failed: row.failed }
}
