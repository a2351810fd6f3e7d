export const billingCycles = ['monthly', 'yearly', 'biennial', 'triennial'] as const

export type BillingCycle = (typeof billingCycles)[number]

/** How Stripe repeats each cycle; it accepts at most three years. */
export const recurrenceOf: Record<BillingCycle, { interval: 'month' | 'year'; intervalCount: number }> = {
  monthly: { interval: 'month', intervalCount: 1 },
  yearly: { interval: 'year', intervalCount: 1 },
  biennial: { interval: 'year', intervalCount: 2 },
  triennial: { interval: 'year', intervalCount: 3 },
}

/** The months of one term. */
export function monthsOf(cycle: BillingCycle): number {
  const { interval, intervalCount } = recurrenceOf[cycle]
  return interval === 'year' ? intervalCount * 12 : intervalCount
}

export function isBillingCycle(text: string): text is BillingCycle {
  return billingCycles.some((cycle) => cycle === text)
}
