import { env } from '@/lib/env'
import { clientAddress } from './client-address'
import { limit } from './rate-limit'

/**
 * Counts an attempt to open a checkout from the request's network address.
 * @throws AppError `too_many_requests`
 */
export async function limitCheckoutAttempts(headers: Headers): Promise<void> {
  const points = env().CHECKOUT_ATTEMPTS_PER_MINUTE
  await limit({ name: 'checkout', key: clientAddress(headers), points, seconds: 60 })
}
