import type { Plan } from '@/lib/catalog/list-plans'

type Limits = Plan['limits']

/**
 * What a plan holds, one phrase each, e.g. `10 GB storage`. Sites, databases and mailboxes are in the catalogue too, but
 * are not promised before a customer can make them.
 */
export function describeLimits(limits: Limits): string[] {
  return phrases.flatMap(([limit, phrase]) => {
    const amount = limits[limit]
    return amount === undefined ? [] : [`${amount} ${phrase}`]
  })
}

const phrases: [keyof Limits, phrase: string][] = [
  ['vcpu', 'vCPU'],
  ['memoryGb', 'GB memory'],
  ['storageGb', 'GB storage'],
  ['trafficTb', 'TB traffic a month'],
]
