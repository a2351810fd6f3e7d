import { setTimeout as sleep } from 'node:timers/promises'
import { closeDatabase } from '@/lib/database'
import { env, InvalidEnvironment } from '@/lib/env'
import { log } from '@/lib/log'
import { closeTransport } from '@/lib/mail/transport'
import { startWorker, type Worker } from './start-worker'

const pauseAfterFailureMs = 1000

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort(signal))

/** Works until it is told to stop; a worker that lost the database starts anew, as another owner of its jobs. */
async function main(): Promise<void> {
  env()
  while (!stopping.signal.aborted) {
    try {
      const worker = await startWorker()
      log().info('worker started')
      await workUntilStopped(worker)
    } catch (error) {
      log().warn({ err: error }, 'worker cannot work now and tries again')
      await sleep(pauseAfterFailureMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  closeTransport()
  await closeDatabase()
  log().info('worker stopped')
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
