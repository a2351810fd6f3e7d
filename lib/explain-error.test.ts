import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from './database'
import { AppError } from './errors'
import { explainError } from './explain-error'

test("a failed query is explained without its parameters, which may be somebody's token", async () => {
  const failing = await db()
    .execute(sql`select * from nowhere where token = ${'a-secret-token'}`)
    .catch((error: unknown) => error)
  expect(String(failing)).toContain('a-secret-token')
  expect(explainError(failing)).toBe('relation "nowhere" does not exist')
})

test("what staff read is Stripe's reason, not the words for the customer", () => {
  const cause = new Error('No such coupon: WELCOME10')
  const error = new AppError('stripe_refused', 'Our payment provider refused the order.', { cause })
  expect(explainError(error)).toBe('No such coupon: WELCOME10')
  expect(explainError('plain')).toBe('plain')
})
