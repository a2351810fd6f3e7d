import { EventEmitter } from 'node:events'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { type Liveness, openLiveness } from './liveness'
import { taskList } from './tasks'

/** How soon a job that was put off is noticed; new jobs are announced and start at once. */
const pollIntervalMs = 1000

/** Every minute, one at a time; a run that was missed is made up for by the next. */
const crontab = '* * * * * billing-clock ?jobKey=billing-clock&max=1'

export type Worker = {
  /** Takes no new job and lets the running ones finish. */
  stop(): Promise<void>
  /** Resolves once it has stopped, rejects when it lost the database. */
  ended: Promise<void>
}

/**
 * Starts to work off the queue, beside any number of other workers on any host.
 * @throws when the database cannot be reached
 */
export async function startWorker(): Promise<Worker> {
  const liveness = await openLiveness(env().DATABASE_URL)
  try {
    return await startPool(liveness)
  } catch (error) {
    await liveness.close()
    throw error
  }
}

async function startPool(liveness: Liveness): Promise<Worker> {
  const events: WorkerEvents = new EventEmitter()
  const claimed = new Promise<void>((resolve, reject) => {
    // Said before the pool takes its first job.
    events.on('pool:create', ({ workerPool }) => {
      liveness.claim(workerPool.id).then(resolve, reject)
    })
  })
  const orphaned = Promise.all([claimed, liveness.lost]).then(() => {
    throw new Error('The connection that proves this worker alive was lost')
  })
  // Until `ended` hears it below.
  orphaned.catch(() => {})
  const runner = await run({
    connectionString: env().DATABASE_URL,
    taskList,
    crontab,
    concurrency: env().WORKER_CONCURRENCY,
    maxPoolSize: env().WORKER_CONCURRENCY + 2,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: new Logger(
      () => (level, message) => log()[level === 'warning' ? 'warn' : level]({ worker: true }, message),
    ),
  })
  return { stop: () => runner.stop(), ended: untilEnded(runner, orphaned, liveness) }
}

async function untilEnded(runner: Runner, orphaned: Promise<never>, liveness: Liveness): Promise<void> {
  try {
    await Promise.race([runner.promise, orphaned])
  } catch (error) {
    // Others may take our jobs now: stop, and count on the checkpoints for what is still running.
    await runner.kill('this worker cannot prove that it lives').catch(() => {})
    throw error
  } finally {
    await liveness.close()
  }
}
