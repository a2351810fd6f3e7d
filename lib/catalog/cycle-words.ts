import type { BillingCycle } from './billing-cycle'

/** How people speak of a billing cycle: its name, the length of one term, and how it repeats. */
export const cycleWords: Record<BillingCycle, { name: string; term: string; every: string }> = {
  monthly: { name: 'Monthly', term: '1 month', every: 'every month' },
  yearly: { name: 'Yearly', term: '12 months', every: 'every year' },
  biennial: { name: 'Every 2 years', term: '24 months', every: 'every 2 years' },
  triennial: { name: 'Every 3 years', term: '36 months', every: 'every 3 years' },
}
