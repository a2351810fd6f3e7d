import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { normalizeEmail } from './create-account'

/**
 * An address as someone typed it, in its one spelling.
 * @throws AppError invalid_request with a sentence for the field `email`
 */
export function parseEmail(typed: string): string {
  const parsed = z.email().safeParse(normalizeEmail(typed))
  if (parsed.success) return parsed.data
  const sentence = 'Enter an e-mail address, such as name@example.com.'
  throw new AppError('invalid_request', sentence, { fields: { email: sentence } })
}
