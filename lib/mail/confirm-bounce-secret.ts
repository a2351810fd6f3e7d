import { createHash, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/**
 * Lets only the mail server of the shop report what came back.
 * @param authorization the header of that name
 * @throws AppError not_found when bounces are not wired up, unauthenticated
 */
export function confirmBounceSecret(authorization: string | null): void {
  const secret = env().MAIL_BOUNCE_SECRET
  if (!secret) throw new AppError('not_found', 'There is nothing here.')
  if (!timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${secret}`))) {
    throw new AppError('unauthenticated', 'Send the shared secret as "Authorization: Bearer …".')
  }
}

/** Of one length, whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
