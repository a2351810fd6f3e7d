/** An amount in the currency's minor units (US cents, yen), never a float. */
export type Money = { amountMinor: number; currency: string }

/** As people read it, e.g. `$7.99`; zero-decimal currencies keep their own digits. */
export function formatMoney({ amountMinor, currency }: Money, locale = 'en-US'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amountMinor / 10 ** digits)
}

/** What a percentage takes off, rounded half up to a whole minor unit as Stripe does. */
export function percentOf(amountMinor: number, percent: number): number {
  return Math.round((amountMinor * percent) / 100)
}
