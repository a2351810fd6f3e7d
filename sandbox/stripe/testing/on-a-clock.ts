import type Stripe from 'stripe'
import { eventually, type goodCard, order, pay, type StandIn } from './stand-in'

export const seconds = (date: string) => Date.parse(date) / 1000

/** A customer that lives by a test clock of its own, and what a test does to both. */
export async function customerOnClock({ sdk }: StandIn, date: string, card?: string) {
  const clock = await sdk.testHelpers.testClocks.create({ frozen_time: seconds(date), name: 'Test' })
  const customer = await sdk.customers.create({
    email: 'ann@example.com',
    test_clock: clock.id,
    ...(card ? { payment_method: card, invoice_settings: { default_payment_method: card } } : {}),
  })
  return {
    clock,
    customer,
    /** Lets everything happen up to that date. */
    async advance(to: string) {
      await sdk.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds(to) })
      return eventually(
        () => sdk.testHelpers.testClocks.retrieve(clock.id),
        ({ status }) => status === 'ready',
      )
    },
    /** Buys on the payment page; answers with the subscription's id. */
    async buy(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}, form?: typeof goodCard) {
      const asked = order({ customer: customer.id, customer_email: undefined, ...changes })
      const session = await sdk.checkout.sessions.create(asked)
      const answer = await pay(session.url, form)
      if (answer.status !== 303) throw new Error(`The page answered ${answer.status}`)
      return String((await sdk.checkout.sessions.retrieve(session.id)).subscription)
    },
    /** Makes another card the one that is charged. */
    async changeCard(subscription: string, name: string) {
      const method = await sdk.paymentMethods.attach(name, { customer: customer.id })
      await sdk.subscriptions.update(subscription, { default_payment_method: method.id })
    },
    /** Types of this customer's events of one moment, in the order they were made. */
    async eventsAt(moment: string) {
      const events = await sdk.events.list({ created: seconds(moment), limit: 100 })
      const own = events.data.filter(({ data }) => JSON.stringify(data.object).includes(customer.id))
      return own.toReversed().map(({ type }) => type)
    },
  }
}

/** A price in the catalogue. */
export async function priceOf(
  { sdk }: StandIn,
  name: string,
  unit_amount: number,
  interval: 'month' | 'year' = 'month',
) {
  const product = await sdk.products.create({ name })
  return sdk.prices.create({ product: product.id, currency: 'usd', unit_amount, recurring: { interval } })
}
