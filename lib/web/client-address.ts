/**
 * The network address that a request came from.
 * The last entry of X-Forwarded-For is the one that our own proxy (or, without one, Next) wrote; earlier ones are the
 * client's claim.
 */
export function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}
