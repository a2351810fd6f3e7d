import type { Account } from './account'

/**
 * The account that the environment names: `STRIPE_SECRET_KEY`, and `STRIPE_API_BASE` in the place of Stripe's address.
 * @throws Error without a key of test mode; the key itself is never in the words
 */
export function accountGiven(env: Record<string, string | undefined>): Account {
  const secretKey = env.STRIPE_SECRET_KEY ?? ''
  if (secretKey === '') {
    throw new Error('STRIPE_SECRET_KEY is not set. `npm test` runs the same suite against the stand-in.')
  }
  if (/^[a-z]+_live_/.test(secretKey)) {
    throw new Error(
      'STRIPE_SECRET_KEY is a live key. The suite makes customers and payments: give it one of test mode.',
    )
  }
  if (!/^(sk|rk)_test_\w+$/.test(secretKey)) throw new Error('STRIPE_SECRET_KEY must begin with sk_test_.')
  return { secretKey, apiBase: (env.STRIPE_API_BASE || 'https://api.stripe.com').replace(/\/$/, '') }
}
