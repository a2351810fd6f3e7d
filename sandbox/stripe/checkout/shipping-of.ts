import type { SessionPlan } from '../core/stored'
import type { SessionValues } from './session-params'

/** Where a session's order is sent, as its payment intent will show it. */
export function shippingOf(params: SessionValues): SessionPlan['paymentIntentShipping'] {
  const given = params.payment_intent_data?.shipping
  if (!given) return null
  const { city, country, line1, line2, postal_code, state } = given.address
  return {
    address: {
      city: city ?? null,
      country: country ?? null,
      line1: line1 ?? null,
      line2: line2 ?? null,
      postal_code: postal_code ?? null,
      state: state ?? null,
    },
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  }
}
