import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/lib/database'
import { startWorker } from './start-worker'

test('by itself the worker does what time does, and compares the books', async () => {
  const worker = await startWorker()
  const known = await db().execute(sql`select identifier from graphile_worker._private_known_crontabs order by 1`)
  await worker.stop()
  await worker.ended
  expect(known.map(({ identifier }) => identifier)).toEqual([
    'billing-clock',
    'check-domains',
    'reconcile-payments',
    'reconcile-services',
    'watch-jobs',
  ])
})
