import { callStripe, isMissing } from './call-stripe'

/** A session's payment page as a browser can mount it. */
export type EmbeddedPage = {
  /** `open`, `complete` or `expired`. */
  status: string | null
  /** Lets a browser show and pay the session: for its buyer's page alone, never stored or logged. Null unless embedded. */
  clientSecret: string | null
}

/**
 * Asks Stripe for what a page of ours needs to show a session's payment page.
 * @returns null when Stripe has no such session
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function retrieveEmbeddedPage(stripeSessionId: string): Promise<EmbeddedPage | null> {
  try {
    const session = await callStripe((stripe) => stripe.checkout.sessions.retrieve(stripeSessionId))
    const clientSecret = session.ui_mode === 'embedded_page' ? session.client_secret : null
    return { status: session.status, clientSecret }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
