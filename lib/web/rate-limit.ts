import { createHash } from 'node:crypto'
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible'
import { rateLimits } from '@/db/schema/rate-limits'
import { db, withinDeadline } from '@/lib/database'
import { AppError } from '@/lib/errors'

type Limit = {
  /** What is limited, e.g. `sign-in`; fixed points and seconds belong to one name. */
  name: string
  /** Whom it counts, e.g. an address; only a digest of it is stored. */
  key: string
  /** How often it may happen in a window. */
  points: number
  /** Length of the window, which starts at the first use. */
  seconds: number
}

/** It comes first in a request, and so finds out whether the database answers at all. */
const deadlineMs = 5_000

const limiters = new Map<string, RateLimiterDrizzle>()

/**
 * Counts one use, in PostgreSQL, so that every web process sees the same count.
 * @throws AppError too_many_requests with `retryAfterSeconds` once the window's points are used up, database_unreachable
 */
export async function limit({ name, key, points, seconds }: Limit): Promise<void> {
  try {
    await withinDeadline(deadlineMs, limiterOf(name, points, seconds).consume(digest(key)))
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw new AppError('too_many_requests', `Too many attempts. Please try again in ${inWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    })
  }
}

/** Takes one counted use back. */
export async function giveBack({ name, key, points, seconds }: Limit): Promise<void> {
  await limiterOf(name, points, seconds).reward(digest(key))
}

function limiterOf(name: string, points: number, seconds: number): RateLimiterDrizzle {
  const known = limiters.get(name)
  if (known) return known
  const limiter = new RateLimiterDrizzle({
    storeClient: db(),
    schema: rateLimits,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  limiters.set(name, limiter)
  return limiter
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
