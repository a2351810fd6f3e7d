import { isDatabaseTrouble } from '@/lib/database'
import { AppError } from '@/lib/errors'

/** The failure in words that a visitor may read; null for one that nobody expected. */
export function expectedError(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  if (!isDatabaseTrouble(error)) return null
  const message = 'We cannot reach our database right now. Nothing was lost: try again in a minute.'
  return new AppError('database_unreachable', message, { retryAfterSeconds: 5, cause: error })
}
