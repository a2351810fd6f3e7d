import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import type { Locale } from '@/lib/words/locale'
import type { Fact } from './facts'

/** An order that is not paid. */
export type OpenOrderProps = {
  locale: Locale
  name: string
  planName: string
  amount: Money
  orderNumber: string
}

export function openOrderFacts({ locale, planName, amount, orderNumber }: OpenOrderProps): Fact[] {
  const { words, money } = languageOf(locale)
  const { labels } = words.frame
  return [
    { label: labels.plan, value: planName },
    { label: labels.amount, value: money(amount) },
    { label: labels.orderNumber, value: orderNumber },
  ]
}

/** For previews. */
export const sampleOpenOrder: OpenOrderProps = {
  locale: 'en',
  name: 'Maria Santos',
  planName: 'Starter',
  amount: { amountMinor: 799, currency: 'usd' },
  orderNumber: '4F2A91C0',
}
