/**
 * The network address that a request came from.
 * The last entry of X-Forwarded-For is the one that our own proxy wrote; earlier ones are the client's claim. Without a
 * proxy the whole header may be: Next fills it in only where it is missing.
 */
export function clientAddress(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}
