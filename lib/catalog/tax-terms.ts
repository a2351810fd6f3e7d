import { env } from '@/lib/env'

/** How tax relates to the prices that the shop shows: it comes on top of them, or is within them; null without Stripe Tax. */
export type TaxTerms = 'added' | 'included' | null

export function taxTerms(): TaxTerms {
  const { STRIPE_TAX, STRIPE_TAX_BEHAVIOR } = env()
  if (STRIPE_TAX === 'off') return null
  return STRIPE_TAX_BEHAVIOR === 'inclusive' ? 'included' : 'added'
}
