/** An amount in the currency's minor units (US cents, yen), never a float. */
export type Money = { amountMinor: number; currency: string }

/** As people read it, e.g. `$7.99`; zero-decimal currencies keep their own digits. */
export function formatMoney({ amountMinor, currency }: Money, locale = 'en-US'): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amountMinor / 10 ** digits)
}

/**
 * Reads an amount as a person types it, e.g. `7.99` or `7,99`, into minor units.
 * @returns null for what is no amount of that currency
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim()) ?? []
  if (whole === '' || fraction.length > digits) return null
  return Number(whole + fraction.padEnd(digits, '0'))
}

/** An amount as `parseAmount` reads it, e.g. `7.99`. */
export function amountText({ amountMinor, currency }: Money): string {
  const digits = digitsOf(currency)
  return (amountMinor / 10 ** digits).toFixed(digits)
}

function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** What a percentage takes off, rounded half up to a whole minor unit as Stripe does. */
export function percentOf(amountMinor: number, percent: number): number {
  return Math.round((amountMinor * percent) / 100)
}
