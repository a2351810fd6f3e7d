import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodCard, line, order, refusalOf, type StandIn, secretKey, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

const embedded = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  standIn.sdk.checkout.sessions.create({
    mode: 'subscription',
    ui_mode: 'embedded_page',
    line_items: [line()],
    customer_email: 'john@example.com',
    return_url: 'http://shop.test/done?session_id={CHECKOUT_SESSION_ID}',
    ...changes,
  })

test('an embedded session has a client secret and no address; its page may be framed, others may not', async () => {
  const session = await embedded()
  expect(session).toMatchObject({
    ui_mode: 'embedded_page',
    url: null,
    success_url: null,
    redirect_on_completion: 'always',
  })
  const page = await fetch(`${standIn.url}/embedded/${session.client_secret}`)
  expect(page.headers.get('content-security-policy')).toContain('frame-ancestors http:')
  expect(await page.text()).toContain('Pay $7.99 and subscribe')
  expect((await fetch(`${standIn.url}/embedded/${session.client_secret}x`)).status).toBe(404)
  expect((await fetch(`${standIn.url}/c/pay/${session.id}`)).status).toBe(404)
  const hosted = await fetch(String((await standIn.sdk.checkout.sessions.create(order())).url))
  expect(hosted.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('a paid embedded page tells the shop where to go', async () => {
  const session = await embedded()
  const url = `${standIn.url}/embedded/${session.client_secret}`
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(goodCard) })
  const page = await answer.text()
  expect(page).toContain(`data-return-url="http://shop.test/done?session_id=${session.id}"`)
  const script = /<script src="([^"]+)"/.exec(page)?.[1]
  expect((await fetch(`${standIn.url}${script}`)).headers.get('content-type')).toContain('javascript')
  expect(await (await fetch(`${standIn.url}/endive/stripe.js`)).text()).toContain('createEmbeddedCheckoutPage')
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

/** As the official command line asks: without a version. */
async function ask(path: string, form: Record<string, string>) {
  const headers = { authorization: `Bearer ${secretKey}` }
  const answer = await fetch(`${standIn.url}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) })
  return { status: answer.status, body: await answer.json() }
}

const oldOrder = {
  mode: 'payment',
  success_url: 'http://shop.test/',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'usd',
  'line_items[0][price_data][unit_amount]': '500',
  'line_items[0][price_data][product_data][name]': 'Thing',
}

test('a request that names no version may use the name of an older one', async () => {
  const session = await ask('/v1/checkout/sessions', { ...oldOrder, 'payment_method_types[]': 'card' })
  expect(session.body).toMatchObject({ allowed_payment_method_types: ['card'], payment_method_types: ['card'] })
  const page = await (await fetch(session.body.url)).text()
  expect([page.includes('Card number'), page.includes('Bank debit')]).toEqual([true, false])
  const sepa = await ask('/v1/checkout/sessions', { ...oldOrder, 'payment_method_types[]': 'sepa_debit' })
  expect(await (await fetch(sepa.body.url)).text()).toContain('This page takes cards and bank debits only')
})

test('a session is confirmed by the calls of the payment page: the right amount, a known method, once', async () => {
  const session = (await ask('/v1/checkout/sessions', oldOrder)).body
  const confirm = `/v1/payment_pages/${session.id}/confirm`
  const card = async (token: string) =>
    (await ask('/v1/payment_methods', { type: 'card', 'card[token]': token })).body.id
  const good = await card('tok_visa')
  expect((await ask(confirm, { payment_method: 'pm_none' })).body.error.code).toBe('resource_missing')
  expect((await ask(confirm, { payment_method: good, expected_amount: '1' })).body.error.param).toBe('expected_amount')
  const declined = await ask(confirm, { payment_method: await card('tok_visa_chargeDeclined') })
  expect([declined.status, declined.body.error.type, declined.body.error.decline_code]).toEqual([
    402,
    'card_error',
    'generic_decline',
  ])
  expect((await standIn.sdk.charges.list()).data.some(({ status }) => status === 'failed')).toBe(true)
  const paid = await ask(confirm, { payment_method: good, expected_amount: '500' })
  expect(paid.body).toMatchObject({ id: session.id, payment_status: 'paid' })
  expect((await ask(confirm, { payment_method: good })).status).toBe(400)
})
