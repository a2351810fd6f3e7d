import type { Plan } from '@/lib/catalog/list-plans'
import { limits as inEnglish } from '@/lib/words/en/catalogue'

type Limits = Plan['limits']

/** What is promised of a plan, in the order in which it is shown. */
export const promisedLimits = ['vcpu', 'memoryGb', 'storageGb', 'trafficTb'] as const satisfies (keyof Limits)[]

/**
 * What a plan holds, one phrase each, e.g. `10 GB storage`. Sites, databases and mailboxes are in the catalogue too, but
 * are not promised before a customer can make them.
 */
export function describeLimits(limits: Limits, words: typeof inEnglish = inEnglish): string[] {
  return promisedLimits.flatMap((limit) => {
    const amount = limits[limit]
    return amount === undefined ? [] : [`${amount} ${words[limit]}`]
  })
}
