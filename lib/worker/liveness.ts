import postgres from 'postgres'
import { log } from '@/lib/log'

const reclaimEveryMs = 500

/** A pool takes its first jobs a moment before its claim is written. */
const graceSeconds = 2

export type Liveness = {
  /** Says that the jobs of a pool belong to this living process. */
  claim(poolId: string): Promise<void>
  /** Resolves when the proof of life is gone. */
  lost: Promise<void>
  close(): Promise<void>
}

/**
 * Gives the jobs of dead workers back to the queue. graphile-worker alone would wait four hours.
 * A worker is alive while it holds an advisory lock on its pool's id, on a connection that dies with the process.
 * @throws when the database cannot be reached
 */
export async function openLiveness(databaseUrl: string): Promise<Liveness> {
  let closing = false
  let declareLost = () => {}
  const lost = new Promise<void>((resolve) => {
    declareLost = resolve
  })
  const options = { max: 1, connect_timeout: 5, onnotice: () => {} }
  const proof = postgres(databaseUrl, {
    ...options,
    max_lifetime: null,
    onclose: () => {
      if (!closing) declareLost()
    },
  })
  // Not the proof's connection: a session can always take its own locks again.
  const watch = postgres(databaseUrl, options)
  await proof`select 1`
  const timer = setInterval(() => {
    reclaim(watch).catch((error) => log().warn({ err: error }, 'cannot look for dead workers'))
  }, reclaimEveryMs)
  return {
    claim: async (poolId) => {
      await proof`select pg_advisory_lock(hashtextextended(${poolId}, 0))`
    },
    lost,
    close: async () => {
      closing = true
      clearInterval(timer)
      await Promise.all([proof.end({ timeout: 1 }), watch.end({ timeout: 1 })])
    },
  }
}

/** Whoever can take the lock of a pool, in a transaction that ends at once, knows that its owner is dead. */
async function reclaim(watch: postgres.Sql): Promise<void> {
  const [reclaimed] = await watch`
    with owners as materialized (
      select distinct locked_by from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => ${graceSeconds})
    ), dead as materialized (
      select locked_by from owners where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))
    )
    select graphile_worker.force_unlock_workers(array_agg(locked_by)), array_agg(locked_by) as pools
    from dead having count(*) > 0`
  if (reclaimed) log().warn({ pools: reclaimed.pools }, 'jobs of dead workers are back in the queue')
}
