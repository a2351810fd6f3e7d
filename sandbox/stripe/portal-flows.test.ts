import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { buy, type OpenStripe, openStripe } from './testing/open-stripe'
import { goodCard, order, refusalOf } from './testing/stand-in'

const paged = needs('a page')

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData
type AfterCompletion = Stripe.BillingPortal.SessionCreateParams.FlowData.AfterCompletion

/** A customer with one paid subscription. */
async function subscriber() {
  const paid = await buy(stripe, await stripe.sdk.checkout.sessions.create(order()))
  return { customer: String(paid.customer), subscription: String(paid.subscription) }
}

/** A portal that allows all that there is, opened for one thing. */
async function enter(customer: string, flow_data: FlowData) {
  const { billingPortal } = stripe.sdk
  const configuration = await billingPortal.configurations.create({
    features: { payment_method_update: { enabled: true }, subscription_cancel: { enabled: true } },
  })
  const return_url = 'http://shop.test/panel'
  return billingPortal.sessions.create({ configuration: configuration.id, customer, flow_data, return_url })
}

const cancel = (subscription: string, after_completion?: AfterCompletion): FlowData => ({
  type: 'subscription_cancel',
  subscription_cancel: { subscription },
  ...(after_completion ? { after_completion } : {}),
})

const post = (url: string, form: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })

test('a portal can be opened for one thing, and its session says for which', async () => {
  const { customer, subscription } = await subscriber()
  const ending = await enter(customer, cancel(subscription))
  expect(ending.flow).toMatchObject({
    type: 'subscription_cancel',
    subscription_cancel: { subscription },
    after_completion: { type: 'portal_homepage', redirect: null },
  })
  const redirect = { return_url: 'http://shop.test/thanks' }
  const paying = await enter(customer, {
    type: 'payment_method_update',
    after_completion: { type: 'redirect', redirect },
  })
  expect(paying.flow).toMatchObject({ type: 'payment_method_update', after_completion: { redirect } })
})

test('opened to cancel, it asks that at once and leads to its first page afterwards', paged, async () => {
  const { customer, subscription } = await subscriber()
  const { url } = await enter(customer, cancel(subscription))
  const page = await (await fetch(url)).text()
  expect(page).toContain('Cancel the subscription?')
  expect(page).toContain('href="http://shop.test/panel"')
  expect((await post(url)).headers.get('location')).toBe(`${url}/done/canceled`)
  expect((await stripe.sdk.subscriptions.retrieve(subscription)).cancel_at).not.toBeNull()
  expect(await (await fetch(`${url}/done/canceled`)).text()).toContain('Keep the subscription')
  expect(await (await fetch(url)).text()).toContain('Payment methods')
})

test('opened for a payment method, it takes one, makes it the default and leads back to the shop', paged, async () => {
  const { customer, subscription } = await subscriber()
  const after_completion = { type: 'redirect' as const, redirect: { return_url: 'http://shop.test/thanks' } }
  const { url } = await enter(customer, { type: 'payment_method_update', after_completion })
  expect(await (await fetch(url)).text()).toContain('Add a payment method')
  expect((await post(url, { ...goodCard, card_cvc: '1' })).status).toBe(422)
  const answer = await post(url, { ...goodCard, card_number: '5555555555554444', default: 'yes' })
  expect(answer.headers.get('location')).toBe('http://shop.test/thanks')
  const [added] = (await stripe.sdk.customers.listPaymentMethods(customer)).data
  expect(added?.card?.last4).toBe('4444')
  expect((await stripe.sdk.subscriptions.retrieve(subscription)).default_payment_method).toBe(added?.id)
  const bank = await post(url, { ...goodCard, card_number: '4000002500003155' })
  const back = await post(String(bank.headers.get('location')), { answer: 'confirm' })
  expect(back.headers.get('location')).toMatch(/^http:\/\/shop\.test\/thanks\?setup_intent=/)
})

test('what it says at the end can be chosen', paged, async () => {
  const { customer, subscription } = await subscriber()
  const hosted_confirmation = { custom_message: 'We are sorry to see you go.' }
  const { url } = await enter(customer, cancel(subscription, { type: 'hosted_confirmation', hosted_confirmation }))
  const done = await (await fetch(String((await post(url)).headers.get('location')))).text()
  expect([done.includes('We are sorry'), done.includes('Payment methods')]).toEqual([true, false])
})

test('a feature that is turned off meanwhile is not offered any more', paged, async () => {
  const { customer, subscription } = await subscriber()
  const { url, configuration } = await enter(customer, cancel(subscription))
  const features = { subscription_cancel: { enabled: false } }
  await stripe.sdk.billingPortal.configurations.update(String(configuration), { features })
  expect(await (await fetch(url)).text()).toContain('Payment methods')
})

test('a flow that leads nowhere is refused', async () => {
  const { customer, subscription } = await subscriber()
  const other = await subscriber()
  for (const [flow, param] of [
    [{ type: 'subscription_cancel' }, 'flow_data[subscription_cancel][subscription]'],
    [cancel('sub_none'), 'flow_data[subscription_cancel][subscription]'],
    [cancel(other.subscription), 'flow_data[subscription_cancel][subscription]'],
    [cancel(subscription, { type: 'redirect' }), 'flow_data[after_completion][redirect]'],
    [{ type: 'dance' }, 'flow_data[type]'],
  ] as const) {
    expect(await refusalOf(enter(customer, flow))).toMatchObject({ statusCode: 400, param })
  }
  await stripe.sdk.subscriptions.update(subscription, { cancel_at_period_end: true })
  expect((await refusalOf(enter(customer, cancel(subscription)))).message).toContain('already set to be canceled')
})

test(
  'a flow that the configuration or the stand-in does not know is refused plainly',
  needs('its own words'),
  async () => {
    const { customer } = await subscriber()
    const { billingPortal } = stripe.sdk
    const bare = await billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } })
    const asked = billingPortal.sessions.create({
      configuration: bare.id,
      customer,
      flow_data: { type: 'payment_method_update' },
    })
    expect(await refusalOf(asked)).toMatchObject({ statusCode: 400, param: 'flow_data[type]' })
    const later = await refusalOf(enter(customer, { type: 'subscription_update' }))
    expect([later.param, later.message]).toEqual(['flow_data[type]', expect.stringContaining('does not yet')])
  },
)

test('a configuration keeps what customers may change of themselves and of their plan', async () => {
  const { billingPortal, prices, products } = stripe.sdk
  const { id: product } = await products.create({ name: 'Starter' })
  const recurring = { interval: 'month' as const }
  const { id: price } = await prices.create({ product, currency: 'usd', unit_amount: 799, recurring })
  const made = await billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ['email', 'address'] },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product, prices: [price] }],
        proration_behavior: 'create_prorations',
        schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] },
      },
    },
    expand: ['features.subscription_update.products'],
  })
  expect(made.features).toMatchObject({
    customer_update: { enabled: true },
    subscription_update: {
      default_allowed_updates: ['price'],
      enabled: true,
      products: [{ product, prices: [price] }],
      proration_behavior: 'create_prorations',
      schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] },
    },
  })
  expect([...made.features.customer_update.allowed_updates].sort()).toEqual(['address', 'email'])
  const features = { subscription_update: { enabled: false, products: '' as const } }
  const changed = await billingPortal.configurations.update(made.id, { features })
  expect(changed.features.subscription_update).toMatchObject({ enabled: false, default_allowed_updates: ['price'] })
})

test('a plan to change to must be told, and be in the catalogue', async () => {
  const { billingPortal, products } = stripe.sdk
  const { id: product } = await products.create({ name: 'Starter' })
  const update = 'features[subscription_update]'
  const make = (change: object) =>
    billingPortal.configurations.create({
      features: { subscription_update: { enabled: true, default_allowed_updates: ['price'], ...change } },
    })
  for (const [change, param] of [
    [{}, `${update}[products]`],
    [{ products: [{ product, prices: ['price_none'] }] }, `${update}[products][0][prices][0]`],
    [{ products: [{ product: 'prod_none', prices: ['price_none'] }] }, `${update}[products][0][product]`],
    [{ products: [{ product }] }, `${update}[products][0][prices]`],
  ] as const) {
    expect(await refusalOf(make(change))).toMatchObject({ statusCode: 400, param })
  }
})
