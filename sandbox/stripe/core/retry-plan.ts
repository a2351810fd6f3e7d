const firstSeconds = 60
const longestSeconds = 60 * 60
const allSeconds = 3 * 24 * 60 * 60

/** How many times faster than Stripe the stand-in delivers again when nobody says otherwise. */
export const defaultRetryFactor = 60

/**
 * Waits between the tries of one delivery, in milliseconds. Stripe says that it tries for up to three days with
 * exponential backoff, and no more (https://docs.stripe.com/webhooks#automatic-retries): here that is a minute at first,
 * then twice as long each time up to an hour.
 * @param factor how many times shorter all of it is than at Stripe
 * @throws Error for a factor that is no number above 0
 */
export function retryPlan(factor: number): number[] {
  if (!(factor > 0 && Number.isFinite(factor))) {
    throw new Error('The retry factor of the stand-in for Stripe must be a number above 0.')
  }
  const waits: number[] = []
  for (let wait = firstSeconds, sum = 0; sum + wait <= allSeconds; wait = Math.min(wait * 2, longestSeconds)) {
    waits.push((wait * 1000) / factor)
    sum += wait
  }
  return waits
}
