import { EventEmitter } from 'node:events'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { openLiveness } from './liveness'
import { taskList } from './tasks'

/** How soon a job that was put off is noticed; new jobs are announced and start at once. */
const pollIntervalMs = 500

type Worker = {
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
  const events: WorkerEvents = new EventEmitter()
  const liveness = await openLiveness(env().DATABASE_URL)
  // Said before the pool takes its first job.
  events.on('pool:create', ({ workerPool }) => {
    liveness.claim(workerPool.id).catch((error) => log().error({ err: error }, 'cannot claim the worker pool'))
  })
  const runner = await run({
    connectionString: env().DATABASE_URL,
    taskList,
    concurrency: env().WORKER_CONCURRENCY,
    maxPoolSize: env().WORKER_CONCURRENCY + 2,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: new Logger(
      () => (level, message) => log()[level === 'warning' ? 'warn' : level]({ worker: true }, message),
    ),
  })
  const lost = liveness.lost.then(async () => {
    // Others may take our jobs now: stop, and count on the checkpoints for what is still running.
    await runner.kill('lost the database').catch(() => {})
    throw new Error('The connection that proves this worker alive was lost')
  })
  const ended = Promise.race([runner.promise, lost]).finally(() => liveness.close())
  return { stop: () => runner.stop(), ended }
}
