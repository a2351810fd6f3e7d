import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase } from '@/lib/database'
import { env, InvalidEnvironment } from '@/lib/env'
import { log } from '@/lib/log'
import { closeTransport } from '@/lib/mail/transport'
import { startWorker, type Worker } from './start-worker'

const pauseAfterFailureMs = 1000

/** From the signal to the end, whatever still runs; then it is another worker's, as after a crash. */
const shutdownLimitMs = 20_000

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal))

/** Works until it is told to stop; a worker that lost the database starts anew, as another owner of its jobs. */
async function main(): Promise<void> {
  env()
  const endMetrics = await startMetrics()
  while (!stopping.signal.aborted) {
    try {
      const worker = await startWorker()
      log().info({ pool: worker.poolId }, 'worker started')
      await workUntilStopped(worker)
    } catch (error) {
      log().warn({ err: error }, 'worker cannot work now and tries again')
      // What is under way belongs to others now, and on a cut line it would hang on to its connections.
      await closeDatabase(0)
      await sleep(pauseAfterFailureMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  closeTransport()
  await endMetrics()
  await closeDatabase()
  log().info('worker stopped')
}

/** Loaded only where it is wanted, as it takes memory. */
async function startMetrics(): Promise<() => Promise<void>> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return async () => {}
  const { exportMetrics } = await import('@/lib/health/export-metrics')
  return exportMetrics()
}

function stop(signal: NodeJS.Signals): void {
  stopping.abort(signal)
  setTimeout(() => {
    log().warn('worker leaves unfinished jobs to others')
    process.exit(0)
  }, shutdownLimitMs).unref()
}

async function workUntilStopped(worker: Worker): Promise<void> {
  const stop = () => worker.stop().catch((error) => log().warn({ err: error }, 'worker did not stop cleanly'))
  stopping.signal.addEventListener('abort', stop)
  // The signal may have come while the worker was starting.
  if (stopping.signal.aborted) await stop()
  await worker.ended.finally(() => stopping.signal.removeEventListener('abort', stop))
}

main()
  // Pools and timers of libraries would keep the process alive.
  .then(() => process.exit(0))
  .catch((error) => {
    console.error(error instanceof InvalidEnvironment ? error.message : error)
    process.exit(1)
  })
