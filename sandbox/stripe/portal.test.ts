import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { goodCard, order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

const paged = needs('a page')

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({ clock: () => Date.parse('2027-03-15T12:00:00Z') })
})
afterAll(() => standIn.close())

/** A customer with one paid subscription, and their portal. */
async function enter(configuration?: Stripe.BillingPortal.ConfigurationCreateParams) {
  const { sdk } = standIn
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const paid = await sdk.checkout.sessions.retrieve(session.id)
  const customer = String(paid.customer)
  const made = configuration && (await sdk.billingPortal.configurations.create(configuration))
  const portal = await sdk.billingPortal.sessions.create({
    customer,
    return_url: 'http://shop.test/panel',
    ...(made ? { configuration: made.id } : {}),
  })
  return { customer, subscription: String(paid.subscription), url: portal.url }
}

const read = async (url: string) => (await fetch(url)).text()
const post = (url: string, form: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })

test(
  'the portal shows subscription, payment method and invoice, plainly as practice and without a script',
  paged,
  async () => {
    const { url } = await enter()
    const page = await read(url)
    for (const words of ['Starter', '$7.99 every month', 'Renews on 15 April 2027', 'Visa ending in 4242', 'Default']) {
      expect(page).toContain(words)
    }
    expect(page).toContain('no money moves')
    expect(page).toContain('href="http://shop.test/panel"')
    expect(page).toContain('>Paid<')
    expect(page).not.toContain('<script')
  },
)

test('a subscription is cancelled at the end of its period by cancel_at alone, and kept after all', paged, async () => {
  const { url, subscription } = await enter({
    features: { subscription_cancel: { enabled: true, cancellation_reason: { enabled: true, options: ['unused'] } } },
  })
  const cancel = `${url}/subscriptions/${subscription}/cancel`
  expect(await read(cancel)).toContain('until 15 April 2027')
  expect((await standIn.sdk.subscriptions.retrieve(subscription)).cancel_at).toBeNull()
  const answer = await post(cancel, { feedback: 'unused' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url}/done/canceled`])
  const ending = await standIn.sdk.subscriptions.retrieve(subscription)
  expect(ending).toMatchObject({
    cancel_at_period_end: false,
    status: 'active',
    cancellation_details: { feedback: 'unused' },
  })
  expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end)
  expect(await read(`${url}/done/canceled`)).toContain('Ends on 15 April 2027')
  await post(`${url}/subscriptions/${subscription}/keep`)
  const kept = await standIn.sdk.subscriptions.retrieve(subscription)
  expect([kept.cancel_at, kept.canceled_at]).toEqual([null, null])
  const updates = await standIn.sdk.events.list({ type: 'customer.subscription.updated', limit: 2 })
  expect(updates.data.map(({ data }) => data.previous_attributes)).toMatchObject([
    { cancel_at: ending.cancel_at },
    { cancel_at: null },
  ])
})

test('a new card is saved and made the one for everything; the old one can be removed', paged, async () => {
  const { url, customer, subscription } = await enter()
  const answer = await post(`${url}/methods/add`, { ...goodCard, card_number: '5555555555554444', default: 'yes' })
  expect(answer.headers.get('location')).toBe(`${url}/done/added`)
  const methods = await standIn.sdk.customers.listPaymentMethods(customer)
  const [added, old] = methods.data
  expect(added?.card?.last4).toBe('4444')
  expect((await standIn.sdk.subscriptions.retrieve(subscription)).default_payment_method).toBe(added?.id)
  const owner = await standIn.sdk.customers.retrieve(customer)
  expect(owner).toMatchObject({ invoice_settings: { default_payment_method: added?.id } })
  await post(`${url}/methods/${old?.id}/remove`)
  expect((await standIn.sdk.customers.listPaymentMethods(customer)).data.map(({ id }) => id)).toEqual([added?.id])
  expect((await post(`${url}/methods/${added?.id}/remove`)).status).toBe(404)
})

test('an old card is made the default again', paged, async () => {
  const { url, customer, subscription } = await enter()
  await post(`${url}/methods/add`, goodCard)
  const [added] = (await standIn.sdk.customers.listPaymentMethods(customer)).data
  expect((await standIn.sdk.subscriptions.retrieve(subscription)).default_payment_method).not.toBe(added?.id)
  await post(`${url}/methods/${added?.id}/default`)
  expect((await standIn.sdk.subscriptions.retrieve(subscription)).default_payment_method).toBe(added?.id)
})

test.each([
  [402, { card_number: '4000000000000002' }, 'The payment did not go through'],
  [422, { card_cvc: '1' }, 'security code is incomplete'],
])('a card that is refused (%i) is not saved', paged, async (status, change, words) => {
  const { url, customer } = await enter()
  const answer = await post(`${url}/methods/add`, { ...goodCard, ...change })
  expect([answer.status, (await answer.text()).includes(words)]).toEqual([status, true])
  expect((await standIn.sdk.customers.listPaymentMethods(customer)).data).toHaveLength(1)
})

test('a card that its bank wants to confirm is saved after that', paged, async () => {
  const { url, customer } = await enter()
  const answer = await post(`${url}/methods/add`, { ...goodCard, card_number: '4000002500003155' })
  const bank = String(answer.headers.get('location'))
  expect(bank).toContain('/3ds/seti_')
  expect((await standIn.sdk.customers.listPaymentMethods(customer)).data).toHaveLength(1)
  const back = await post(bank, { answer: 'confirm' })
  expect(back.headers.get('location')).toContain(`${url}/done/added?setup_intent=`)
  expect((await fetch(String(back.headers.get('location')))).status).toBe(200)
  expect((await standIn.sdk.customers.listPaymentMethods(customer)).data).toHaveLength(2)
})

test('what a configuration does not allow is neither shown nor done', paged, async () => {
  const { url, subscription } = await enter({ features: { invoice_history: { enabled: false } } })
  const page = await read(url)
  expect([page.includes('Invoices</h2>'), page.includes('Add a payment'), page.includes('Cancel the')]).toEqual([
    false,
    false,
    false,
  ])
  await post(`${url}/subscriptions/${subscription}/cancel`)
  expect((await standIn.sdk.subscriptions.retrieve(subscription)).cancel_at).toBeNull()
  expect((await post(`${url}/methods/add`, goodCard)).status).toBe(404)
})

test('a portal of nobody, of another customer, and of an inactive configuration is refused', paged, async () => {
  const { url } = await enter()
  const other = await enter()
  expect((await fetch(`${url}x`)).status).toBe(404)
  expect((await post(`${url}/subscriptions/${other.subscription}/cancel`)).status).toBe(404)
  const { billingPortal } = standIn.sdk
  const made = await billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } })
  await billingPortal.configurations.update(made.id, { active: false, business_profile: { headline: 'Hello' } })
  expect(await billingPortal.configurations.retrieve(made.id)).toMatchObject({
    active: false,
    business_profile: { headline: 'Hello' },
    features: { invoice_history: { enabled: true } },
  })
  const refusal = await refusalOf(billingPortal.sessions.create({ customer: other.customer, configuration: made.id }))
  expect(refusal.param).toBe('configuration')
  const active = await billingPortal.configurations.list({ active: true, is_default: true })
  expect(active.data).toHaveLength(1)
})
