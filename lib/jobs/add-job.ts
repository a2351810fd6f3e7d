import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { JobName, JobPayloads } from './job-payloads'

type AddJobOptions = {
  /** Of waiting jobs with the same key there is one; a later call takes its place. */
  key?: string
  runAt?: Date
  /** A waiting job with the same key keeps its time instead of taking this call's. */
  keepsRunAt?: boolean
}

const triesAgainstRaces = 5

/**
 * Queues a job in the caller's transaction: it exists if and only if that transaction commits.
 *
 * With a key, a waiting job is replaced, and a job that is already running gets a second run afterwards, so that what
 * was written in this transaction is always seen by a run (job_key_mode `replace` of graphile-worker's `add_job`).
 */
export async function addJob<Name extends JobName>(
  executor: Executor,
  name: Name,
  payload: JobPayloads[Name],
  options: AddJobOptions = {},
): Promise<void> {
  for (let attempt = 1; attempt <= triesAgainstRaces; attempt++) {
    if (await insertJob(executor, name, JSON.stringify(payload), options)) return
  }
  throw new Error(`The job ${name} could not be queued.`)
}

/** False when a worker took the keyed job in the middle of the call: add_job then queues nothing, and says nothing. */
async function insertJob(executor: Executor, name: JobName, payload: string, options: AddJobOptions): Promise<boolean> {
  const { key = null, runAt = null } = options
  const mode = options.keepsRunAt ? 'preserve_run_at' : 'replace'
  // A text in between, because Drizzle has replaced the client's JSON serializers.
  const [job] = await executor.execute<{ id: string | null }>(sql`
    select id from graphile_worker.add_job(
      ${name},
      payload => ${payload}::text::json,
      run_at => ${runAt?.toISOString() ?? null}::timestamptz,
      job_key => ${key}::text,
      job_key_mode => ${mode}
    )`)
  return Boolean(job?.id)
}
