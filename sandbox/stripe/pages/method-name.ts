import type { PaymentMethod } from '../core/stored'

const brands: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', amex: 'American Express' }

/** How people know a payment method: `Visa ending in 4242`. */
export function methodName({ card, us_bank_account: account, sepa_debit: sepa }: PaymentMethod): string {
  if (card) return `${brands[card.brand] ?? 'Card'} ending in ${card.last4}`
  const last4 = account?.last4 ?? sepa?.last4
  return last4 ? `Bank account ending in ${last4}` : 'Saved payment method'
}
