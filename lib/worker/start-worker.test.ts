import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { startWorker } from './start-worker'
import { openLine } from './testing/open-line'

let line: Awaited<ReturnType<typeof openLine>>

beforeAll(async () => {
  line = await openLine(process.env.DATABASE_URL ?? '')
  vi.stubEnv('DATABASE_URL', line.url)
  expect(env().DATABASE_URL).toBe(line.url)
})

afterAll(() => line.close())

test.each([
  ['it looks whether it may write', '_private_tasks'],
  ['it says whose its jobs are', 'pg_advisory_lock('],
])('a worker whose line is cut while it starts, as %s, gives up and can be started anew', async (_, words) => {
  line.cutAt(words)
  await expect(startWorker('# nothing')).rejects.toThrow(/lost|not answer/)
  line.mend()
  const worker = await startWorker('# nothing')
  await worker.stop()
  await worker.ended
})
