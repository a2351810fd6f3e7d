import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney, type Money } from '@/lib/money'
import { formatDay } from './format-day'

export type RenewalFactsProps = {
  cycle: BillingCycle
  /** What a term costs; null while Stripe has not said it. */
  price: Money | null
  /** ISO 8601; null while Stripe has not said it. */
  renewsAt: string | null
}

/** What a service costs from now on, and when it is paid next. */
export function renewalFacts({ cycle, price, renewsAt }: RenewalFactsProps): { label: string; value: string }[] {
  return [
    ...(price ? [{ label: 'Price', value: `${formatMoney(price)} ${cycleWords[cycle].every}` }] : []),
    ...(renewsAt ? [{ label: 'Next payment', value: formatDay(renewsAt) }] : []),
  ]
}

/** For previews. */
export const sampleRenewal: RenewalFactsProps = {
  cycle: 'monthly',
  price: { amountMinor: 1299, currency: 'usd' },
  renewsAt: '2027-11-23T09:30:00.000Z',
}
