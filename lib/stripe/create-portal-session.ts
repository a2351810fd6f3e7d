import { callStripe } from './call-stripe'

/** Marks our configuration of the portal among those that staff may have made. */
const madeFor = 'panel'

/**
 * Opens Stripe's portal for a customer: the cards, the billing address and the invoices. Plans are changed and cancelled
 * on our own pages, so the portal does not offer that.
 * @returns its address, which is as good as a key and works for a short time
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function createPortalSession(stripeCustomerId: string, returnUrl: string): Promise<string> {
  const configuration = await ensureConfiguration()
  const session = await callStripe((stripe) =>
    stripe.billingPortal.sessions.create({ customer: stripeCustomerId, configuration, return_url: returnUrl }),
  )
  return session.url
}

/** Without one of its own a portal shows what is set in Stripe's dashboard, or fails when nothing is. */
async function ensureConfiguration(): Promise<string> {
  const { data } = await callStripe((stripe) => stripe.billingPortal.configurations.list({ active: true, limit: 100 }))
  const known = data.find(({ metadata }) => metadata?.made_for === madeFor)
  if (known) return known.id
  const made = await callStripe((stripe) =>
    stripe.billingPortal.configurations.create(
      {
        name: 'Customer panel',
        features: {
          customer_update: { enabled: true, allowed_updates: ['name', 'address', 'tax_id'] },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true },
        },
        metadata: { made_for: madeFor },
      },
      { idempotencyKey: `portal-${madeFor}` },
    ),
  )
  return made.id
}
