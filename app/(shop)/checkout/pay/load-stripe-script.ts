import type { Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'

/** Where js.stripe.com keeps the script that this version of `@stripe/stripe-js` loads, and a stand-in too. */
const scriptPath = '/endive/stripe.js'

/**
 * Loads Stripe's script, which by Stripe's rules comes from js.stripe.com and from nowhere else.
 * @param standIn the origin of a stand-in, whose script is put in place first: `loadStripe` takes a `window.Stripe`
 *   that it finds (`@stripe/stripe-js/dist/pure.mjs`, loadScript)
 * @throws when the script cannot be loaded
 */
export async function loadStripeScript(publishableKey: string, standIn: string | null): Promise<Stripe> {
  if (standIn && !('Stripe' in window)) await addScript(`${standIn}${scriptPath}`)
  const stripe = await loadStripe(publishableKey)
  if (!stripe) throw new Error('Stripe’s script runs in browsers only')
  return stripe
}

function addScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(`${address} could not be loaded`))
    document.head.append(script)
  })
}
