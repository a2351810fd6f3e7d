import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { ask, buy, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { line, order, refusalOf, sdkFor } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test('without a key, and with another key, the answer is 401', async () => {
  const none = await fetch(`${stripe.url}/v1/customers`)
  expect(none.status).toBe(401)
  expect((await none.json()).error.message).toContain('You did not provide an API key')
  const wrong = await refusalOf(sdkFor(stripe.url, 'sk_test_somebodyelse').customers.list())
  expect(wrong.type).toBe('StripeAuthenticationError')
  expect(wrong.message).toBe('Invalid API Key provided: sk_test_********else')
})

test('an unknown path is an error to the SDK, not an object without an id', async () => {
  const refusal = await refusalOf(stripe.sdk.rawRequest('GET', '/v1/nothing_of_the_kind/x'))
  expect(refusal).toMatchObject({ statusCode: 404, type: 'StripeInvalidRequestError' })
  expect(refusal.message).toContain('Unrecognized request URL (GET: /v1/nothing_of_the_kind/x)')
})

test.each(['/', '/nothing', '/v1', '/v1/customers/', '/v1/%'])(
  'there is nothing at %s either',
  needs('its own words'),
  async (path) => {
    const { status, body } = await ask(stripe, path)
    expect([status, body.error.type]).toEqual([404, 'invalid_request_error'])
  },
)

test('each answer has a request id, which the SDK shows', async () => {
  const customer = await stripe.sdk.customers.create({ email: 'id@example.com' })
  expect(customer.lastResponse.requestId).toMatch(/^req_/)
  expect((await refusalOf(stripe.sdk.customers.retrieve('cus_none'))).requestId).toMatch(/^req_/)
})

test('a missing object is a 404 that names it', async () => {
  const { sdk } = stripe
  for (const [request, noun, param = 'id'] of [
    [() => sdk.customers.retrieve('x'), 'customer'],
    [() => sdk.coupons.retrieve('x'), 'coupon'],
    [() => sdk.checkout.sessions.retrieve('x'), 'checkout.session'],
    [() => sdk.checkout.sessions.listLineItems('x'), 'checkout.session'],
    [() => sdk.subscriptions.retrieve('x'), 'subscription'],
    [() => sdk.invoices.retrieve('x'), 'invoice'],
    [() => sdk.invoicePayments.retrieve('x'), 'invoice payment'],
    [() => sdk.paymentIntents.retrieve('x'), 'payment_intent', 'intent'],
    [() => sdk.setupIntents.retrieve('x'), 'setupintent', 'intent'],
    [() => sdk.charges.retrieve('x'), 'charge'],
    [() => sdk.paymentMethods.retrieve('x'), 'PaymentMethod'],
    [() => sdk.products.retrieve('x'), 'product'],
    [() => sdk.prices.retrieve('x'), 'price'],
    [() => sdk.events.retrieve('x'), 'event'],
  ] as const) {
    expect(await refusalOf(request())).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param,
      message: `No such ${noun}: 'x'`,
    })
  }
})

test.each([
  ['nonsense=1', 'parameter_unknown', 'nonsense', 'Received unknown parameter: nonsense'],
  ['metadata[a][b]=1', undefined, 'metadata[a]', 'Metadata values must be strings.'],
  ['metadata=text', undefined, 'metadata', 'Invalid object'],
  ['name[x]=1', undefined, 'name', 'Invalid string: {}'],
  ['email=nobody', 'email_invalid', 'email', 'Invalid email address: nobody'],
  ['tax_exempt=some', undefined, 'tax_exempt', 'Invalid tax_exempt: must be one of exempt, none, or reverse'],
  ['preferred_locales=en', undefined, 'preferred_locales', 'Invalid array'],
  ['address[street]=1', 'parameter_unknown', 'address[street]', 'Received unknown parameter: address[street]'],
  ['test_clock=clock_1', 'resource_missing', 'test_clock', 'No such test clock'],
  [`metadata[${'k'.repeat(41)}]=1`, undefined, `metadata[${'k'.repeat(41)}]`, 'up to 40 characters'],
  [`metadata[a]=${'v'.repeat(501)}`, undefined, 'metadata[a]', 'up to 500 characters'],
  ['a=1&a[b]=2', undefined, 'a[b]', 'both a value and a group'],
  [`a${'[b]'.repeat(20)}=1`, undefined, undefined, 'Too many levels'],
])('a customer with %s is refused', async (body, code, param, message) => {
  const before = (await stripe.sdk.customers.list({ limit: 1 })).data[0]?.id
  const answer = await ask(stripe, '/v1/customers', { form: body })
  const { error } = answer.body
  expect([answer.status, error.type, error.code, error.param]).toEqual([400, 'invalid_request_error', code, param])
  expect(error.message).toContain(message)
  expect((await stripe.sdk.customers.list({ limit: 1 })).data[0]?.id).toBe(before)
})

test.each([
  ['limit=0', 'parameter_invalid_integer', 'limit'],
  ['limit=101', 'parameter_invalid_integer', 'limit'],
  ['limit=many', 'parameter_invalid_integer', 'limit'],
  ['limit=', 'parameter_invalid_empty', 'limit'],
  ['starting_after=cus_none', 'resource_missing', 'starting_after'],
  ['starting_after=a&ending_before=b', 'parameters_exclusive', 'ending_before'],
  ['created[after]=1', 'parameter_unknown', 'created[after]'],
])('a list with %s is refused', async (query, code, param) => {
  const { status, body } = await ask(stripe, `/v1/customers?${query}`)
  expect([status, body.error]).toMatchObject([400, { code, param }])
})

test('a request over 1 MiB is refused', needs('its own words'), async () => {
  const { status, body } = await ask(stripe, '/v1/customers', { form: { name: 'n'.repeat(1_100_000) } })
  expect([status, body.error.type]).toEqual([413, 'invalid_request_error'])
})

test('the same idempotency key gives the first answer again', async () => {
  const { sdk } = stripe
  const options = { idempotencyKey: unique('order') }
  const email = `${unique('once')}@example.com`
  const first = await sdk.customers.create({ email, name: 'A' }, options)
  const second = await sdk.customers.create({ name: 'A', email }, options)
  expect(second.id).toBe(first.id)
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect((await sdk.customers.list({ email })).data).toHaveLength(1)
})

test('the same idempotency key for something else is refused', async () => {
  const { sdk } = stripe
  const options = { idempotencyKey: unique('order') }
  await sdk.customers.create({ name: 'A' }, options)
  const refusal = await refusalOf(sdk.customers.create({ name: 'B' }, options))
  expect(refusal).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' })
  const other = await refusalOf(sdk.coupons.create({ percent_off: 5 }, options))
  expect(other.type).toBe('StripeIdempotencyError')
})

test('a refused request does not use up its idempotency key', async () => {
  const { sdk } = stripe
  const options = { idempotencyKey: unique('order') }
  await refusalOf(sdk.customers.create({ email: 'bad' }, options))
  await sdk.customers.create({ email: 'good@example.com' }, options)
})

test('a list is paged newest first, both ways, by the SDK itself', async () => {
  const { sdk } = stripe
  const made: string[] = []
  const email = `${unique('many')}@example.com`
  for (let index = 0; index < 25; index++) made.push((await sdk.customers.create({ email })).id)
  const ids = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id)
  const all: string[] = []
  for await (const customer of sdk.customers.list({ email, limit: 10 })) all.push(customer.id)
  expect(all).toEqual(made.toReversed())
  const backwards: string[] = []
  for await (const customer of sdk.customers.list({ email, limit: 10, ending_before: made[0] })) {
    backwards.push(customer.id)
  }
  expect(backwards).toEqual(made.slice(1))
  const page = await sdk.customers.list({ email, limit: 10, ending_before: made[0] })
  expect([ids(page), page.has_more]).toEqual([made.slice(1, 11).toReversed(), true])
  const last = await sdk.customers.list({ email, limit: 10, starting_after: made[4] })
  expect([ids(last), last.has_more]).toEqual([made.slice(0, 4).toReversed(), false])
})

test('references are expanded to four levels, and no deeper', async () => {
  const { sdk } = stripe
  const opened = await sdk.checkout.sessions.create(order({ line_items: [line()] }))
  await buy(stripe, opened)
  const session = await sdk.checkout.sessions.retrieve(opened.id, {
    expand: ['line_items', 'customer', 'subscription.latest_invoice.payments.data', 'invoice'],
  })
  expect(session.line_items?.data[0]?.description).toBe('Starter')
  expect(session.customer).toMatchObject({ object: 'customer', email: 'john@example.com' })
  expect(session.subscription).toMatchObject({
    object: 'subscription',
    latest_invoice: { object: 'invoice', payments: { data: [{ object: 'invoice_payment' }] } },
  })
  const subscriptions = await sdk.subscriptions.list({ expand: ['data.customer', 'data.latest_invoice'] })
  expect(subscriptions.data[0]?.customer).toMatchObject({ object: 'customer' })
  const id = typeof session.subscription === 'object' ? (session.subscription?.id ?? '') : ''
  const deep = await sdk.subscriptions.retrieve(id, { expand: ['items.data.price.product'] })
  expect(deep.items.data[0]?.price.product).toMatchObject({ name: 'Starter', metadata: { code: 'starter' } })
  const plain = await sdk.subscriptions.retrieve(id)
  expect([typeof plain.customer, typeof plain.latest_invoice]).toEqual(['string', 'string'])
  const tooDeep = await refusalOf(sdk.subscriptions.list({ expand: ['data.items.data.price.product'] }))
  expect(tooDeep.message).toContain('You cannot expand more than 4 levels')
  const unknown = await refusalOf(sdk.subscriptions.retrieve(id, { expand: ['status'] }))
  expect(unknown.message).toBe('This property cannot be expanded (status).')
})
