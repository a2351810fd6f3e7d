import type Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { account } from './account'
import { buy, type OpenStripe } from './open-stripe'
import { eventually, order } from './stand-in'

export const seconds = (date: string) => Date.parse(date) / 1000

/** Less than two months: Stripe moves a clock by two intervals of its shortest subscription at most. */
const longestStepSeconds = 55 * 86_400

/** A customer that lives by a test clock of its own, and what a test does to both. */
export async function customerOnClock(stripe: OpenStripe, date: string, card?: string) {
  const { sdk } = stripe
  const clock = await sdk.testHelpers.testClocks.create({ frozen_time: seconds(date), name: 'Test' })
  // An account holds a hundred clocks; one that goes takes its customers along.
  if (account) {
    onTestFinished(async () => {
      await Promise.allSettled([sdk.testHelpers.testClocks.del(clock.id)])
    })
  }
  const customer = await sdk.customers.create({
    email: 'ann@example.com',
    test_clock: clock.id,
    ...(card ? { payment_method: card, invoice_settings: { default_payment_method: card } } : {}),
  })
  let now = clock.frozen_time
  return {
    clock,
    customer,
    /** Lets everything happen up to that date. */
    async advance(to: string) {
      while (now < seconds(to)) {
        now = Math.min(seconds(to), now + longestStepSeconds)
        await advanceTo(sdk, clock.id, now)
      }
    },
    /** Buys with a card; answers with the subscription's id. */
    async buy(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
      const asked = order({ customer: customer.id, customer_email: undefined, ...changes })
      const paid = await buy(stripe, await sdk.checkout.sessions.create(asked))
      return String(paid.subscription)
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

/** Advances a clock, and waits until it is there. */
export async function advanceTo(
  sdk: Stripe,
  clock: string,
  frozen_time: number,
): Promise<Stripe.TestHelpers.TestClock> {
  await sdk.testHelpers.testClocks.advance(clock, { frozen_time })
  return eventually(
    () => sdk.testHelpers.testClocks.retrieve(clock),
    ({ status }) => status === 'ready',
  )
}

/** A price in the catalogue. */
export async function priceOf(
  { sdk }: OpenStripe,
  name: string,
  unit_amount: number,
  interval: 'month' | 'week' | 'year' = 'month',
  currency = 'usd',
) {
  const product = await sdk.products.create({ name })
  return sdk.prices.create({ product: product.id, currency, unit_amount, recurring: { interval } })
}
