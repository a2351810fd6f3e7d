import type Stripe from 'stripe'
import { order, pay } from './stand-in'

/** Objects of every kind that the stand-in knows, newest last, as a stand-in that is new to everything makes them. */
export async function makeOneOfEach(sdk: Stripe): Promise<{ id: string; object: string }[]> {
  const [bought, spare] = [await buy(sdk), await buy(sdk)]
  const { customer, subscription, price } = bought
  const coupon = await sdk.coupons.create({ percent_off: 10 })
  const promotion = { type: 'coupon' as const, coupon: coupon.id }
  const intent = await sdk.paymentIntents.create({ amount: 500, currency: 'usd', customer })
  const disputed = await sdk.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    customer,
    confirm: true,
    payment_method: 'pm_card_createDispute',
    allowed_payment_method_types: ['card'],
  })
  const paid = await sdk.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
  })
  const noted = await sdk.invoiceItems.create({ customer, amount: 700, currency: 'usd' })
  const draft = await sdk.invoices.create({ customer: spare.customer })
  const configuration = await sdk.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
  })
  const product = await sdk.products.create({
    name: 'With a price',
    default_price_data: { currency: 'usd', unit_amount: 300 },
  })
  const meter = await sdk.billing.meters.create({
    display_name: 'Traffic',
    event_name: 'traffic',
    default_aggregation: { formula: 'sum' },
  })
  return [
    await sdk.customers.retrieve(customer),
    await sdk.subscriptions.retrieve(subscription),
    await sdk.subscriptions.update(spare.subscription, { discounts: [{ coupon: coupon.id }] }),
    ...(await sdk.subscriptionItems.list({ subscription })).data,
    await sdk.subscriptionSchedules.create({ from_subscription: subscription }),
    await sdk.checkout.sessions.retrieve(bought.session),
    await sdk.checkout.sessions.create(order({ discounts: [{ coupon: coupon.id }] })),
    product,
    price,
    coupon,
    await sdk.promotionCodes.create({ promotion, code: 'TEN' }),
    ...(await sdk.paymentMethods.list({ customer })).data,
    await sdk.setupIntents.create({ customer }),
    intent,
    paid,
    ...(await sdk.charges.list()).data.toReversed(),
    await sdk.refunds.create({ payment_intent: paid.id, amount: 100 }),
    ...(await sdk.disputes.list({ payment_intent: disputed.id })).data,
    ...(await sdk.balanceTransactions.list()).data,
    noted,
    ...(await sdk.invoices.list({ customer })).data,
    draft,
    ...(await sdk.invoicePayments.list()).data,
    configuration,
    await sdk.billingPortal.sessions.create({ customer, configuration: configuration.id }),
    await sdk.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['coupon.updated'] }),
    meter,
    await sdk.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.parse('2027-01-01') / 1000) }),
    ...(await sdk.events.list({ limit: 1 })).data,
  ]
}

/** A customer who paid for a subscription on the payment page. */
async function buy(sdk: Stripe) {
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const { customer, subscription } = await sdk.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
  const price = typeof subscription === 'object' ? subscription?.items.data[0]?.price : undefined
  if (typeof customer !== 'string' || typeof subscription !== 'object' || !subscription || !price) {
    throw new Error('The session made no subscription')
  }
  return { customer, subscription: subscription.id, price, session: session.id }
}
