import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from './env'

/** What a signed text is for; one that was signed for something else does not count. */
type Purpose = 'resume-checkout' | 'stop-reminders' | 'checkout-form'

/**
 * A text that anyone may read and nobody may change, for a link or a form of ours: both parts are base64url.
 * HMAC-SHA256 (RFC 2104) with a key of its purpose, derived from APP_SECRET.
 */
export function sign(purpose: Purpose, text: string): string {
  return `${Buffer.from(text, 'utf8').toString('base64url')}.${signatureOf(purpose, text).toString('base64url')}`
}

/** The text that was signed for this purpose; null for anything else. */
export function unsign(purpose: Purpose, signed: string): string | null {
  const [encoded = '', signature = '', ...rest] = signed.split('.')
  const text = Buffer.from(encoded, 'base64url').toString('utf8')
  const given = Buffer.from(signature, 'base64url')
  const expected = signatureOf(purpose, text)
  if (rest.length > 0 || given.length !== expected.length) return null
  return timingSafeEqual(given, expected) ? text : null
}

function signatureOf(purpose: Purpose, text: string): Buffer {
  return createHmac('sha256', keyOf(purpose)).update(text, 'utf8').digest()
}

function keyOf(purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', env().APP_SECRET, '', `migra-hosting/${purpose}`, 32))
}
