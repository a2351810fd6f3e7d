import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { normalizeEmail } from './create-account'

/**
 * An address as someone typed it, in its one spelling.
 * @param sentence what is said of anything else
 * @throws AppError invalid_request with that sentence for the field `email`
 */
export function parseEmail(typed: string, sentence: string): string {
  const parsed = z.email().safeParse(normalizeEmail(typed))
  if (parsed.success) return parsed.data
  throw new AppError('invalid_request', sentence, { fields: { email: sentence } })
}
