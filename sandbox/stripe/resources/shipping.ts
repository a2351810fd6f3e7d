import { emptyable, hash, needed, text, type Values } from '../core/params'

const addressParams = {
  city: emptyable(text()),
  country: emptyable(text(2)),
  line1: emptyable(text()),
  line2: emptyable(text()),
  postal_code: emptyable(text()),
  state: emptyable(text()),
}
export const address = hash(addressParams)

/** Where something is sent to, as customers have it. */
export const customerShipping = { address: needed(address), name: needed(text()), phone: text(20) }
const paymentShipping = { ...customerShipping, carrier: text(), tracking_number: text() }
export const shipping = hash(paymentShipping)

export function addressOf({ city, country, line1, line2, postal_code, state }: Partial<Values<typeof addressParams>>) {
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  }
}

/** Where something is sent to, in the shape in which objects show it. */
export function shippingOf(given: Partial<Values<typeof paymentShipping>> & Values<typeof customerShipping>) {
  return {
    address: addressOf(given.address),
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  }
}
