import { useEffect, useTransition } from 'react'
import type { CheckoutState } from './checkout-state'

/**
 * Goes to the payment page that a submit has opened within the shop: as a new document, because a page that Next puts
 * in the place of this one would keep this one's security policy, which allows no script of Stripe's.
 * @returns true while it is on the way
 */
export function usePaymentPage(state: CheckoutState): boolean {
  const [isLeaving, leave] = useTransition()
  useEffect(() => {
    const { payAt } = state
    if (payAt) leave(() => goTo(payAt))
  }, [state])
  return isLeaving
}

/** Ends only when the browser brings this page back from its memory. */
function goTo(address: string): Promise<void> {
  window.location.assign(address)
  return new Promise((resolve) => window.addEventListener('pageshow', () => resolve(), { once: true }))
}
