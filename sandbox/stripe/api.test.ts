import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, order, pay, refusalOf, type StandIn, sdkFor, secretKey, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${standIn.url}${path}`, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  })

test('without a key, and with another key, the answer is 401', async () => {
  const none = await fetch(`${standIn.url}/v1/customers`)
  expect(none.status).toBe(401)
  expect((await none.json()).error.message).toContain('You did not provide an API key')
  const wrong = await refusalOf(sdkFor(standIn.url, 'sk_test_somebodyelse').customers.list())
  expect(wrong.type).toBe('StripeAuthenticationError')
  expect(wrong.message).toBe('Invalid API Key provided: sk_test_********else')
})

test('an unknown path is an error to the SDK, not an object without an id', async () => {
  const refusal = await refusalOf(standIn.sdk.quotes.retrieve('qt_1'))
  expect(refusal).toMatchObject({ statusCode: 404, type: 'StripeInvalidRequestError' })
  expect(refusal.message).toContain('Unrecognized request URL (GET: /v1/quotes/qt_1)')
  for (const path of ['/', '/nothing', '/v1', '/v1/customers/', '/v1/%']) {
    const answer = await fetch(standIn.url + path, { headers: { authorization: `Bearer ${secretKey}` } })
    expect([path, answer.status, (await answer.json()).error.type]).toEqual([path, 404, 'invalid_request_error'])
  }
})

test('each answer has a request id, which the SDK shows', async () => {
  const customer = await standIn.sdk.customers.create({ email: 'id@example.com' })
  expect(customer.lastResponse.requestId).toMatch(/^req_/)
  expect((await refusalOf(standIn.sdk.customers.retrieve('cus_none'))).requestId).toMatch(/^req_/)
})

test('a missing object is a 404 that names it', async () => {
  const { sdk } = standIn
  for (const [request, noun] of [
    [sdk.customers.retrieve('x'), 'customer'],
    [sdk.coupons.retrieve('x'), 'coupon'],
    [sdk.checkout.sessions.retrieve('x'), 'checkout.session'],
    [sdk.checkout.sessions.listLineItems('x'), 'checkout.session'],
    [sdk.subscriptions.retrieve('x'), 'subscription'],
    [sdk.invoices.retrieve('x'), 'invoice'],
    [sdk.invoicePayments.retrieve('x'), 'invoice payment'],
    [sdk.paymentIntents.retrieve('x'), 'payment_intent'],
    [sdk.charges.retrieve('x'), 'charge'],
    [sdk.paymentMethods.retrieve('x'), 'PaymentMethod'],
    [sdk.products.retrieve('x'), 'product'],
    [sdk.prices.retrieve('x'), 'price'],
    [sdk.events.retrieve('x'), 'event'],
  ] as const) {
    expect(await refusalOf(request)).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
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
  ['shipping[name]=Ann', 'parameter_unknown', 'shipping', 'this stand-in does not yet'],
  [`metadata[${'k'.repeat(41)}]=1`, undefined, `metadata[${'k'.repeat(41)}]`, 'up to 40 characters'],
  [`metadata[a]=${'v'.repeat(501)}`, undefined, 'metadata[a]', 'up to 500 characters'],
  ['a=1&a[b]=2', undefined, 'a[b]', 'both a value and a group'],
  [`a${'[b]'.repeat(20)}=1`, undefined, undefined, 'Too many levels'],
])('a customer with %s is refused', async (body, code, param, message) => {
  const before = (await standIn.sdk.customers.list({ limit: 1 })).data[0]?.id
  const answer = await post('/v1/customers', body)
  const { error } = await answer.json()
  expect([answer.status, error.type, error.code, error.param]).toEqual([400, 'invalid_request_error', code, param])
  expect(error.message).toContain(message)
  expect((await standIn.sdk.customers.list({ limit: 1 })).data[0]?.id).toBe(before)
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
  const answer = await fetch(`${standIn.url}/v1/customers?${query}`, {
    headers: { authorization: `Bearer ${secretKey}` },
  })
  expect([answer.status, (await answer.json()).error]).toMatchObject([400, { code, param }])
})

test('a request over 1 MiB is refused', async () => {
  const answer = await post('/v1/customers', `name=${'n'.repeat(1_100_000)}`)
  expect([answer.status, (await answer.json()).error.type]).toEqual([413, 'invalid_request_error'])
})

test('the same idempotency key gives the first answer again', async () => {
  const { sdk } = standIn
  const options = { idempotencyKey: 'order-1' }
  const first = await sdk.customers.create({ email: 'once@example.com', name: 'A' }, options)
  const second = await sdk.customers.create({ name: 'A', email: 'once@example.com' }, options)
  expect(second.id).toBe(first.id)
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect((await sdk.customers.list({ email: 'once@example.com' })).data).toHaveLength(1)
})

test('the same idempotency key for something else is refused', async () => {
  const { sdk } = standIn
  await sdk.customers.create({ name: 'A' }, { idempotencyKey: 'order-2' })
  const refusal = await refusalOf(sdk.customers.create({ name: 'B' }, { idempotencyKey: 'order-2' }))
  expect(refusal).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' })
  const other = await refusalOf(sdk.coupons.create({ percent_off: 5 }, { idempotencyKey: 'order-2' }))
  expect(other.type).toBe('StripeIdempotencyError')
})

test('a refused request does not use up its idempotency key', async () => {
  const { sdk } = standIn
  await refusalOf(sdk.customers.create({ email: 'bad' }, { idempotencyKey: 'order-3' }))
  await sdk.customers.create({ email: 'good@example.com' }, { idempotencyKey: 'order-3' })
})

test('a list is paged newest first, both ways, by the SDK itself', async () => {
  const { sdk } = standIn
  const made: string[] = []
  for (let index = 0; index < 25; index++) made.push((await sdk.customers.create({ email: 'many@example.com' })).id)
  const email = 'many@example.com'
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
  const { sdk } = standIn
  const opened = await sdk.checkout.sessions.create(order({ line_items: [line()] }))
  await pay(opened.url)
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
