import postgres from 'postgres'
import { expect, test, vi } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { closeDatabase, db } from '@/lib/database'
import { isDatabaseThere } from './is-database-there'

test('a database that answers is there, and so it is for a second', async () => {
  expect(await isDatabaseThere()).toBe(true)
  const execute = vi.spyOn(db(), 'execute')
  expect(await Promise.all([isDatabaseThere(), isDatabaseThere()])).toEqual([true, true])
  expect(execute).not.toHaveBeenCalled()
  execute.mockRestore()
})

test('one whose connections are all taken is not there after two seconds, and is again when they are free', async () => {
  await closeDatabase()
  const locker = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const held = await locker.reserve()
  await held`begin`
  await held`lock table servers in access exclusive mode`
  const stuck = Array.from({ length: 10 }, () => db().$client`select from servers`.catch(() => {}))
  await waitFor(async () => !(await isDatabaseThere()), { timeoutMs: 10_000 })
  const startedAt = performance.now()
  await waitFor(async () => performance.now() - startedAt > 1_100)
  const askedAt = performance.now()
  expect(await isDatabaseThere()).toBe(false)
  expect(performance.now() - askedAt).toBeLessThan(4_000)
  await held`rollback`
  held.release()
  await locker.end()
  await Promise.all(stuck)
  await waitFor(isDatabaseThere, { timeoutMs: 10_000 })
})
