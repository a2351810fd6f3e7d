import { taxTerms } from '@/lib/catalog/tax-terms'

/** What a price has to say for Stripe Tax; without it, nothing. */
export function priceTaxFields(): { tax_behavior?: 'exclusive' | 'inclusive' } {
  const terms = taxTerms()
  return terms === null ? {} : { tax_behavior: terms === 'included' ? 'inclusive' : 'exclusive' }
}

/**
 * Has a payment page work out the tax, and each renewal after it. The page asks for as much of the buyer's address as
 * that takes (https://docs.stripe.com/tax/checkout).
 */
export function sessionTaxFields(): { automatic_tax?: { enabled: true } } {
  return taxTerms() === null ? {} : { automatic_tax: { enabled: true } }
}
