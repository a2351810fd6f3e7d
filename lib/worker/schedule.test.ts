import { sql } from 'drizzle-orm'
import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { db } from '@/lib/database'
import { schedule, startWorker } from './start-worker'

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

test('so often that a payment of which nobody tells is seen within the minute', () => {
  const minutes = Array.from({ length: 60 }, (_, min) => min)
  const timesAnHour = (name: string) => {
    const matches = parseCrontab(schedule).flatMap(({ task, match }) => (task === name ? [match] : []))
    return minutes.filter((min) => matches.some((isDue) => isDue({ min, hour: 3, date: 14, month: 2, dow: 6 }))).length
  }
  expect(timesAnHour('reconcile-payments')).toBe(60)
  expect(timesAnHour('billing-clock')).toBe(60)
  expect(timesAnHour('watch-jobs')).toBe(60)
  expect(timesAnHour('reconcile-services')).toBe(12)
})
