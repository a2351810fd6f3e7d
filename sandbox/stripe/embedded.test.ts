import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { ask, type OpenStripe, openStripe } from './testing/open-stripe'
import { goodCard, line, order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const embedded = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.sdk.checkout.sessions.create({
    mode: 'subscription',
    ui_mode: 'embedded_page',
    line_items: [line()],
    customer_email: 'john@example.com',
    return_url: 'http://shop.test/done?session_id={CHECKOUT_SESSION_ID}',
    ...changes,
  })

test('an embedded session has a client secret and no address', async () => {
  expect(await embedded()).toMatchObject({
    client_secret: expect.stringContaining('cs_test_'),
    ui_mode: 'embedded_page',
    url: null,
    success_url: null,
    redirect_on_completion: 'always',
  })
})

test('the page of an embedded session may be framed, others may not', needs('a page'), async () => {
  const session = await embedded()
  const page = await fetch(`${stripe.url}/embedded/${session.client_secret}`)
  expect(page.headers.get('content-security-policy')).toContain('frame-ancestors http:')
  expect(await page.text()).toContain('Pay $7.99 and subscribe')
  expect((await fetch(`${stripe.url}/embedded/${session.client_secret}x`)).status).toBe(404)
  expect((await fetch(`${stripe.url}/c/pay/${session.id}`)).status).toBe(404)
  const hosted = await fetch(String((await stripe.sdk.checkout.sessions.create(order())).url))
  expect(hosted.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('a paid embedded page tells the shop where to go', needs('a page'), async () => {
  const session = await embedded()
  const url = `${stripe.url}/embedded/${session.client_secret}`
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(goodCard) })
  const page = await answer.text()
  expect(page).toContain(`data-return-url="http://shop.test/done?session_id=${session.id}"`)
  const script = /<script src="([^"]+)"/.exec(page)?.[1]
  expect((await fetch(`${stripe.url}${script}`)).headers.get('content-type')).toContain('javascript')
  expect(await (await fetch(`${stripe.url}/endive/stripe.js`)).text()).toContain('createEmbeddedCheckoutPage')
})

test.each([
  ['success_url', { success_url: 'http://shop.test/' }],
  ['cancel_url', { cancel_url: 'http://shop.test/' }],
  ['return_url', { return_url: undefined }],
  ['return_url', { redirect_on_completion: 'never' as const }],
  ['return_url', { ui_mode: 'hosted_page' as const, success_url: 'http://shop.test/' }],
])('%s is refused where it does not belong, and asked for where it does (%j)', async (param, changes) => {
  expect(await refusalOf(embedded(changes))).toMatchObject({ statusCode: 400, param })
})

const oldOrder = {
  mode: 'payment',
  success_url: 'http://shop.test/',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '500',
  'line_items[0][price_data][product_data][name]': 'Thing',
}

test('a request that names no version may use the name of an older one', needs('a page'), async () => {
  const session = await ask(stripe, '/v1/checkout/sessions', {
    form: { ...oldOrder, 'payment_method_types[]': 'card' },
  })
  expect(session.body).toMatchObject({ allowed_payment_method_types: ['card'], payment_method_types: ['card'] })
  const page = await (await fetch(session.body.url)).text()
  expect([page.includes('Card number'), page.includes('Bank debit')]).toEqual([true, false])
  const sepa = await ask(stripe, '/v1/checkout/sessions', {
    form: { ...oldOrder, 'payment_method_types[]': 'sepa_debit' },
  })
  expect(await (await fetch(sepa.body.url)).text()).toContain('This page takes cards and bank debits only')
})

test('a session is confirmed by the calls of the payment page: the right amount, a known method, once', async () => {
  const session = (await ask(stripe, '/v1/checkout/sessions', { form: oldOrder })).body
  const confirm = (form: Record<string, string>) => ask(stripe, `/v1/payment_pages/${session.id}/confirm`, { form })
  const card = async (token: string) => (await stripe.sdk.paymentMethods.create({ type: 'card', card: { token } })).id
  const good = await card('tok_visa')
  expect((await confirm({ payment_method: 'pm_none' })).body.error.code).toBe('resource_missing')
  expect((await confirm({ payment_method: good, expected_amount: '1' })).body.error.param).toBe('expected_amount')
  const declined = await confirm({ payment_method: await card('tok_visa_chargeDeclined') })
  expect([declined.status, declined.body.error.type, declined.body.error.decline_code]).toEqual([
    402,
    'card_error',
    'generic_decline',
  ])
  expect((await stripe.sdk.charges.list()).data.some(({ status }) => status === 'failed')).toBe(true)
  const paid = await confirm({ payment_method: good, expected_amount: '500' })
  expect(paid.body).toMatchObject({ id: session.id, payment_status: 'paid' })
  expect((await confirm({ payment_method: good })).status).toBe(400)
})
