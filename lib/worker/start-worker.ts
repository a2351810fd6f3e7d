import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { Pool } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { type Liveness, openLiveness } from './liveness'
import { taskListOf } from './tasks'

/** How soon a job that was put off is noticed; new jobs are announced and start at once. */
const pollIntervalMs = 1000

/** Every minute or five, one at a time; a run that was missed is made up for by the next. */
export const schedule = [
  ...['billing-clock', 'check-domains', 'watch-jobs'].map((job) => `* * * * * ${job} ?jobKey=${job}&max=1`),
  // With further tries, should a worker die at it.
  '* * * * * reconcile-payments ?jobKey=reconcile-payments&fill=2m',
  '*/5 * * * * reconcile-services ?jobKey=reconcile-services',
].join('\n')

/**
 * Otherwise the queue's own writes after a job are not waited for, and a database that is gone at that moment ends the
 * process by an unhandled rejection (graphile-worker 0.17.3, main.js).
 */
const tellFailures = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/** In a row, of all its runners together, before a queue that cannot be read is opened anew: about three seconds. */
const failuresPerRunner = 3

/** Jobs are told that the worker stops when it does, not five seconds later. */
const stopAtOnce = { gracefulShutdownAbortTimeout: 0 }

export type Worker = {
  /** Under which its jobs are locked. */
  poolId: string
  /** Takes no new job and lets the running ones finish. */
  stop(): Promise<void>
  /** Resolves once it has stopped, rejects when it lost the database or cannot use it. */
  ended: Promise<void>
}

/**
 * Starts to work off the queue, beside any number of other workers on any host.
 * @param crontab what it queues by the time, in graphile-worker's words; a test that makes its own time gives a comment
 * @throws when the database cannot be reached or written
 */
export async function startWorker(crontab = schedule): Promise<Worker> {
  const liveness = await openLiveness(env().DATABASE_URL)
  const connections = openConnections()
  const close = async () => {
    // Not waited for: a connection of a job that hangs does not end.
    connections.end().catch((error) => log().debug({ err: error }, 'a connection of the queue did not end well'))
    await liveness.close()
  }
  try {
    return await startPool({ liveness, connections, close }, crontab)
  } catch (error) {
    await close()
    throw error
  }
}

type Means = { liveness: Liveness; connections: Pool; close: () => Promise<void> }

/**
 * The queue's own connections. graphile-worker would stop listening for their errors before it ends them, and one that
 * is lost just then ends the process.
 */
function openConnections(): Pool {
  const connections = new Pool({ connectionString: env().DATABASE_URL, max: env().WORKER_CONCURRENCY + 2 })
  const hear = (err: Error) => log().warn({ err }, 'a connection of the queue was lost')
  connections.on('error', hear)
  connections.on('connect', (client) => client.on('error', hear))
  return connections
}

async function startPool({ liveness, connections, close }: Means, crontab: string): Promise<Worker> {
  const events: WorkerEvents = new EventEmitter()
  let poolId = ''
  const claimed = new Promise<void>((resolve, reject) => {
    // Said before the pool takes its first job.
    events.on('pool:create', ({ workerPool }) => {
      poolId = workerPool.id
      liveness.claim(poolId).then(resolve, reject)
    })
  })
  const orphaned = liveness.lost.then(() => {
    throw new Error('The connection that proves this worker alive was lost')
  })
  const unfit = Promise.race([orphaned, untilQueueFails(events)])
  // Until `ended` hears it below.
  unfit.catch(() => {})
  await Promise.race([liveness.requireWritable(), unfit])
  const starting = run({
    pgPool: connections,
    taskList: taskListOf(liveness),
    crontab,
    concurrency: env().WORKER_CONCURRENCY,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    preset: { worker: { ...tellFailures, ...stopAtOnce } },
    events,
    logger: new Logger(
      () => (level, message) => log()[level === 'warning' ? 'warn' : level]({ worker: true }, message),
    ),
  })
  // On a line that is cut just now it would never be done; should it be all the same, nobody waits for it any more.
  const [runner] = await Promise.race([Promise.all([starting, claimed]), unfit]).catch((error) => {
    starting.then((late) => late.kill('this worker is unfit to work')).catch(() => {})
    throw error
  })
  return { poolId, stop: () => runner.stop(), ended: untilEnded(runner, unfit, close) }
}

/**
 * What the runner's own promise does not always tell (graphile-worker 0.17.3): a pool keeps the failure of its first
 * query for ever (taskIdentifiers.js), and one that gives up because it could not write hangs on its way out when it
 * failed to write twice (`batch` in main.js).
 */
function untilQueueFails(events: WorkerEvents): Promise<never> {
  return new Promise((_, reject) => {
    events.on('pool:fatalError', ({ error }) => reject(error))
    let failures = 0
    const recover = () => {
      failures = 0
    }
    events.on('worker:getJob:empty', recover)
    events.on('job:start', recover)
    events.on('worker:getJob:error', ({ error }) => {
      failures++
      if (failures >= failuresPerRunner * env().WORKER_CONCURRENCY) reject(error)
    })
  })
}

async function untilEnded(runner: Runner, unfit: Promise<never>, close: () => Promise<void>): Promise<void> {
  try {
    await Promise.race([runner.promise, unfit])
  } catch (error) {
    // Others may take our jobs now: stop, and count on the checkpoints for what is still running.
    await runner.kill('this worker is unfit to work').catch(() => {})
    throw error
  } finally {
    await close()
  }
}
