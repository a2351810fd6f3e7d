import type { InvoiceLine } from '../core/stored'

/** Where this stand-in's seller is registered, with one rate for everything; nobody else is charged tax. */
const percentOf: Record<string, number> = {
  AT: 20,
  BE: 21,
  DE: 19,
  ES: 21,
  FR: 20,
  GB: 20,
  IE: 23,
  IT: 22,
  NL: 21,
  PT: 23,
}

type Tax = NonNullable<InvoiceLine['taxes']>[number]

/**
 * The tax on one amount, rounded to whole minor units: on top of it, or the part of it that is tax.
 * @param behavior `unspecified` counts as on top
 */
export function taxOf(amount: number, behavior: string | null | undefined, { country }: { country: string }): Tax {
  const percent = percentOf[country] ?? 0
  const isInclusive = behavior === 'inclusive'
  const tax = Math.round((amount * percent) / (isInclusive ? 100 + percent : 100))
  return {
    // Of a credit of nothing there is no tax of minus nothing.
    amount: tax || 0,
    tax_behavior: isInclusive ? 'inclusive' : 'exclusive',
    tax_rate_details: { tax_rate: `txr_standin${country}` },
    taxability_reason: percent > 0 ? 'standard_rated' : 'not_collecting',
    taxable_amount: percent > 0 ? amount - (isInclusive ? tax : 0) : 0,
    type: 'tax_rate_details',
  }
}

/** What these taxes come to, one entry a rate. */
export function totalTaxes(taxes: Tax[]): Tax[] {
  const byRate = new Map<string, Tax>()
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate} ${tax.tax_behavior}`
    const sum = byRate.get(key)
    byRate.set(key, {
      ...tax,
      amount: tax.amount + (sum?.amount ?? 0),
      taxable_amount: (tax.taxable_amount ?? 0) + (sum?.taxable_amount ?? 0),
    })
  }
  return [...byRate.values()]
}

/** What they add to the price; those that are within it add nothing. */
export function addedTax(taxes: Tax[]): number {
  return taxes.reduce((sum, { amount, tax_behavior }) => sum + (tax_behavior === 'exclusive' ? amount : 0), 0)
}

export function wholeTax(taxes: Tax[]): number {
  return taxes.reduce((sum, { amount }) => sum + amount, 0)
}
