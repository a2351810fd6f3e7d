import postgres from 'postgres'
import { log } from '@/lib/log'

const reclaimEveryMs = 500

/** A pool takes its first jobs a moment before its claim is written. */
const graceSeconds = 2

const heartbeatEveryMs = 1_000
/** In a row without an answer: the network is cut, which a connection alone would not notice for many minutes. */
const beatsUntilLost = 3

/**
 * Has the server notice the same, so that it ends our session and with it our locks: after a second of silence it asks
 * three times, a second apart (https://www.postgresql.org/docs/current/runtime-config-connection.html).
 */
const serverNotices = { tcp_keepalives_idle: 1, tcp_keepalives_interval: 1, tcp_keepalives_count: 3 }

export type Liveness = {
  /** Says that the jobs of a pool belong to this living process. */
  claim(poolId: string): Promise<void>
  /** @throws when the database cannot be written */
  requireWritable(): Promise<void>
  /**
   * Does some work unless somebody alive is at it already.
   * @returns false when somebody is
   */
  doAlone(name: string, work: () => Promise<void>): Promise<boolean>
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
  let resolveLost = () => {}
  const lost = new Promise<void>((resolve) => {
    resolveLost = resolve
  })
  const declareLost = () => {
    if (!closing) resolveLost()
  }
  const options = { max: 1, connect_timeout: 5, max_lifetime: null, onnotice: () => {} }
  const proof = postgres(databaseUrl, { ...options, connection: serverNotices, onclose: declareLost })
  // Not the proof's connection: a session can always take its own locks again.
  const watch = postgres(databaseUrl, options)
  const heart = beat(proof, declareLost)
  const timer = setInterval(() => {
    tidy(watch).catch((error) => log().warn({ err: error }, 'cannot look for dead workers'))
  }, reclaimEveryMs)
  const close = async () => {
    closing = true
    clearInterval(timer)
    clearInterval(heart)
    await Promise.all([proof.end({ timeout: 1 }), watch.end({ timeout: 1 })])
  }
  try {
    await Promise.race([prepare(proof), lost.then(() => Promise.reject(new Error('The database does not answer')))])
  } catch (error) {
    await close()
    throw error
  }
  return {
    claim: async (poolId) => {
      await proof`select pg_advisory_lock(hashtextextended(${poolId}, 0))`
    },
    requireWritable: async () => {
      await proof`insert into graphile_worker._private_tasks (identifier) values ('fulfil') on conflict do nothing`
    },
    doAlone: loner(proof),
    lost,
    close,
  }
}

/** The same for an answer of the server's that is never acknowledged, where the server's system knows how. */
async function prepare(proof: postgres.Sql): Promise<void> {
  await proof`select 1`
  await proof`select set_config('tcp_user_timeout', '4000', false)`.catch((error) => {
    log().debug({ err: error }, 'the database cannot time out what is not acknowledged')
  })
}

function beat(proof: postgres.Sql, declareLost: () => void): NodeJS.Timeout {
  // Beats are counted, not seconds: a process that was frozen has heard nothing because it did not listen.
  let unanswered = 0
  return setInterval(() => {
    if (unanswered >= beatsUntilLost) return declareLost()
    unanswered++
    if (unanswered > 1) return
    proof`select 1`.then(() => {
      unanswered = 0
    }, declareLost)
  }, heartbeatEveryMs)
}

/** Across processes by advisory locks on the proof of life; within this one, whose session has them all, by a set. */
function loner(proof: postgres.Sql): Liveness['doAlone'] {
  const busy = new Set<string>()
  return async (name, work) => {
    if (busy.has(name)) return false
    busy.add(name)
    try {
      const [taken] = await proof`select pg_try_advisory_lock(hashtextextended(${name}, 1)) as is_ours`
      if (!taken?.is_ours) return false
      try {
        await work()
      } finally {
        // Gone with the connection otherwise.
        await proof`select pg_advisory_unlock(hashtextextended(${name}, 1))`.catch(() => {})
      }
      return true
    } finally {
      busy.delete(name)
    }
  }
}

async function tidy(watch: postgres.Sql): Promise<void> {
  await reclaim(watch)
  await dropReplaced(watch)
}

/**
 * Whoever can take the lock of a pool, in a transaction that ends at once, knows that its owner is dead. What was given
 * back is announced as a new job is (channel and payload of graphile-worker 0.17), so that nobody has to poll for it.
 */
async function reclaim(watch: postgres.Sql): Promise<void> {
  const [reclaimed] = await watch`
    with owners as materialized (
      select distinct locked_by from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => ${graceSeconds})
    ), dead as materialized (
      select locked_by from owners where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))
    )
    select graphile_worker.force_unlock_workers(array_agg(locked_by)), array_agg(locked_by) as pools,
      pg_notify('jobs:insert', '{"count":100}')
    from dead having count(*) > 0`
  if (reclaimed) log().warn({ pools: reclaimed.pools }, 'jobs of dead workers are back in the queue')
}

/**
 * A running job whose key is queued again loses its key and its tries (graphile-worker 0.17, add_job): its successor
 * does the work, and nobody would clear it away once its worker has died. All of our jobs have keys.
 */
async function dropReplaced(watch: postgres.Sql): Promise<void> {
  await watch`
    select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where key is null and attempts >= max_attempts and locked_at is null
    having count(*) > 0`
}
