import { createHash, timingSafeEqual } from 'node:crypto'
import { Failure } from './failure'

/** @throws Failure 401 without a key, with another one, or with one that a test has revoked */
export function checkKey(authorization: string | undefined, secretKey: string, isRevoked = false): void {
  const given = keyIn(authorization ?? '')
  if (!given) {
    const message =
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
    throw new Failure(401, { type: 'invalid_request_error', message })
  }
  const shown = `${given.slice(0, 8)}${'*'.repeat(8)}${given.length > 12 ? given.slice(-4) : ''}`
  if (!isSame(given, secretKey)) {
    throw new Failure(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${shown}` })
  }
  if (!isRevoked) return
  const message = `Expired API Key provided: ${shown}`
  throw new Failure(401, { type: 'invalid_request_error', code: 'api_key_expired', message })
}

function keyIn(authorization: string): string {
  const [scheme, value = ''] = authorization.split(' ')
  if (scheme === 'Bearer') return value
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString().split(':')[0] ?? ''
  return ''
}

function isSame(given: string, secretKey: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secretKey))
}
