import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import type { Locale } from '@/lib/words/locale'
import type { Fact } from './facts'

export type RenewalFactsProps = {
  cycle: BillingCycle
  /** What a term costs; null while Stripe has not said it. */
  price: Money | null
  /** ISO 8601; null while Stripe has not said it. */
  renewsAt: string | null
}

/** What a service costs from now on, and when it is paid next. */
export function renewalFacts({ locale, cycle, price, renewsAt }: RenewalFactsProps & { locale: Locale }): Fact[] {
  const { words, cycles, money, day } = languageOf(locale)
  const { labels, priceOfTerm } = words.frame
  return [
    ...(price ? [{ label: labels.price, value: priceOfTerm(money(price), cycles[cycle].every) }] : []),
    ...(renewsAt ? [{ label: labels.nextPayment, value: day(renewsAt) }] : []),
  ]
}

/** For previews. */
export const sampleRenewal: RenewalFactsProps = {
  cycle: 'monthly',
  price: { amountMinor: 1299, currency: 'usd' },
  renewsAt: '2027-11-23T09:30:00.000Z',
}
