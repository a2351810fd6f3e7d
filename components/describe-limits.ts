import type { Plan } from '@/lib/catalog/list-plans'

type Limits = Plan['limits']

/** What a plan holds, one phrase each, e.g. `10 GB storage`. */
export function describeLimits(limits: Limits): string[] {
  return phrases.flatMap(([limit, one, many]) => {
    const amount = limits[limit]
    return amount === undefined ? [] : [`${amount} ${amount === 1 ? one : many}`]
  })
}

const phrases: [keyof Limits, one: string, many: string][] = [
  ['sites', 'site', 'sites'],
  ['vcpu', 'vCPU', 'vCPU'],
  ['memoryGb', 'GB memory', 'GB memory'],
  ['storageGb', 'GB storage', 'GB storage'],
  ['databases', 'database', 'databases'],
  ['mailboxes', 'mailbox', 'mailboxes'],
  ['trafficTb', 'TB traffic a month', 'TB traffic a month'],
]
