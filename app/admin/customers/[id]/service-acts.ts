import type { StaffService } from '@/lib/admin/list-customer-services'

/** What staff can do about a customer's service. */
export const serviceActs = ['cancel', 'keep', 'suspend', 'resume', 'end'] as const

export type ServiceAct = (typeof serviceActs)[number]

export const actNames: Record<ServiceAct, string> = {
  cancel: 'Cancel at the end of its term',
  keep: 'Let it renew',
  suspend: 'Take offline',
  resume: 'Put back online',
  end: 'End now',
}

/** Those that make sense for a service as it is. */
export function actsFor({ state, isEnding, hold }: StaffService): ServiceAct[] {
  if (state === 'ended') return []
  return [isEnding ? 'keep' : 'cancel', hold ? 'resume' : 'suspend', 'end']
}
