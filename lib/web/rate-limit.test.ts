import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rateLimits } from '@/db/schema/rate-limits'
import { db } from '@/lib/database'
import { limit } from './rate-limit'

test('a limit lets its points through and then says how long to wait', async () => {
  const use = () => limit({ name: 'few', key: 'one@example.com', points: 3, seconds: 120 })
  await Promise.all([use(), use(), use()])
  const refusal = await use().then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(refusal).toMatchObject({
    code: 'too_many_requests',
    message: 'Too many attempts. Please try again in 2 minutes.',
  })
  expect(refusal).toHaveProperty('details.retryAfterSeconds', expect.closeTo(120, -1))
})

test('many uses at once do not get past it', async () => {
  const uses = await Promise.allSettled(
    Array.from({ length: 20 }, () => limit({ name: 'burst', key: 'a', points: 5, seconds: 60 })),
  )
  expect(uses.filter((use) => use.status === 'fulfilled')).toHaveLength(5)
})

test('keys and names are counted apart', async () => {
  await limit({ name: 'apart', key: 'a', points: 1, seconds: 60 })
  await limit({ name: 'apart', key: 'b', points: 1, seconds: 60 })
  await limit({ name: 'apart-too', key: 'a', points: 1, seconds: 60 })
  await expect(limit({ name: 'apart', key: 'a', points: 1, seconds: 60 })).rejects.toMatchObject({
    code: 'too_many_requests',
  })
})

test('a window that has ended starts again', async () => {
  const use = () => limit({ name: 'window', key: 'a', points: 1, seconds: 60 })
  await use()
  await db().update(rateLimits).set({ expire: sql`now() - interval '1 second'` })
  await use()
})

test('whom a limit counts is stored as a digest', async () => {
  await limit({ name: 'private', key: 'person@example.com', points: 1, seconds: 60 })
  const rows = await db().select().from(rateLimits)
  expect(rows.some((row) => row.key.startsWith('private:'))).toBe(true)
  expect(JSON.stringify(rows)).not.toContain('person@example.com')
})
