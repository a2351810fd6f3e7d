import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, buy, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { eventually, order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** What an update of this object replaced, the newest first. */
async function replacedIn(id: string, type: 'customer.updated') {
  const updates = async () =>
    (await stripe.sdk.events.list({ type, limit: 100 })).data.filter(
      ({ data }) => 'id' in data.object && data.object.id === id,
    )
  return (await eventually(updates, (events) => events.length > 0)).map(({ data }) => data.previous_attributes)
}

test('a customer is made, changed and listed by its address', async () => {
  const { customers } = stripe.sdk
  const email = `${unique('a')}@example.com`
  const made = await customers.create({
    email,
    metadata: { a: '1', b: '2' },
    address: { city: 'Ulm' },
  })
  expect(made).toMatchObject({ object: 'customer', address: { city: 'Ulm', country: null }, livemode: false })
  const changed = await customers.update(made.id, { name: 'Ann', metadata: { a: '', c: '3' } })
  expect(changed).toMatchObject({ name: 'Ann', email, metadata: { b: '2', c: '3' } })
  expect((await customers.update(made.id, { metadata: '' })).metadata).toEqual({})
  expect((await customers.list({ email })).data.map(({ id }) => id)).toEqual([made.id])
  expect((await replacedIn(made.id, 'customer.updated')).at(-1)).toMatchObject({ name: null, metadata: { a: '1' } })
})

test('a deleted customer ends its subscriptions, is left out of lists and can be seen as deleted', async () => {
  const { sdk } = stripe
  const paid = await buy(stripe, await sdk.checkout.sessions.create(order()))
  const [id, subscription] = [String(paid.customer), String(paid.subscription)]
  expect(await sdk.customers.del(id)).toMatchObject({ id, deleted: true })
  expect(await sdk.customers.retrieve(id)).toMatchObject({ id, deleted: true })
  expect((await sdk.customers.list()).data.map((row) => row.id)).not.toContain(id)
  expect((await sdk.subscriptions.retrieve(subscription)).status).toBe('canceled')
  expect(await refusalOf(sdk.customers.update(id, { name: 'x' }))).toMatchObject({ code: 'resource_missing' })
})

test('a customer has an address that things are sent to, which its invoices show, until it is taken away', async () => {
  const { customers, invoices } = stripe.sdk
  const address = { line1: '510 Townsend St', city: 'San Francisco', country: 'US' }
  const made = await customers.create({ shipping: { name: 'Jenny', address } })
  expect(made.shipping).toMatchObject({ name: 'Jenny', phone: null, address: { ...address, line2: null } })
  const changed = await customers.update(made.id, { shipping: { name: 'Ann', phone: '555', address } })
  expect(changed.shipping).toMatchObject({ name: 'Ann', phone: '555' })
  const invoice = await invoices.create({ customer: made.id })
  expect(invoice.customer_shipping).toMatchObject({ name: 'Ann', address })
  expect((await customers.update(made.id, { shipping: '' })).shipping).toBeNull()
})

test.each([
  ['shipping[name]=Ann', 'parameter_missing', 'shipping[address]'],
  ['shipping[address][city]=Ulm', 'parameter_missing', 'shipping[name]'],
  ['shipping[name]=A&shipping[address][street]=B', 'parameter_unknown', 'shipping[address][street]'],
])('a customer with %s is refused', async (form, code, param) => {
  const { status, body } = await ask(stripe, '/v1/customers', { form })
  expect([status, body.error]).toMatchObject([400, { code, param, type: 'invalid_request_error' }])
})

/** Ids of what a search finds, once all of these are found: Stripe takes up to a minute to know of a new customer. */
async function found(query: string, expected: string[]) {
  const ask = async () => (await stripe.sdk.customers.search({ query, limit: 100 })).data.map(({ id }) => id)
  return (await eventually(ask, (ids) => expected.every((id) => ids.includes(id)))).sort()
}

test('customers are searched by words, parts of words, numbers and metadata, joined by and or by or', async () => {
  const { customers } = stripe.sdk
  const word = unique('q')
  const [ann, bob] = await Promise.all(
    ['Ann', 'Bob'].map((name) =>
      customers.create({ name: `${name} ${word}`, email: `${name}${word}@example.com`, metadata: { word, name } }),
    ),
  )
  const [a, b] = [String(ann?.id), String(bob?.id)]
  const both = [a, b].sort()
  for (const [query, ids] of [
    [`email:"ann${word}@example.com"`, [a]],
    [`name~"${word}"`, both],
    [`metadata["word"]:"${word}" AND metadata['name']:'Bob'`, [b]],
    [`metadata["word"]:"${word}" AND -metadata["name"]:"Bob"`, [a]],
    [`name:"Ann ${word}" OR name:"bob ${word}"`, both],
    [`name~"${word}" AND created>1700000000 AND phone:null`, both],
    [`name~"${word}" created<1700000000`, []],
  ] as const) {
    expect([query, await found(query, [...ids])]).toEqual([query, ids])
  }
})

test('a search is paged by the SDK itself', async () => {
  const { customers } = stripe.sdk
  const word = unique('page')
  const made: string[] = []
  for (let index = 0; index < 5; index++) made.push((await customers.create({ metadata: { word } })).id)
  const query = `metadata["word"]:"${word}"`
  await found(query, made)
  const first = await customers.search({ query, limit: 2 })
  expect(first).toMatchObject({ object: 'search_result', has_more: true, next_page: expect.any(String) })
  const all = await customers.search({ query, limit: 2 }).autoPagingToArray({ limit: 100 })
  expect(all.map(({ id }) => id).sort()).toEqual([...made].sort())
})

test.each([
  ['', 'empty string'],
  ['nonsense', 'unable to parse your search query'],
  ['color:"red"', 'Field `color` is an unsupported search field for resource `customers`'],
  ['name:"a" AND name:"b" OR name:"c"', 'AND and OR'],
  ['name:"a" AND', 'unable to parse your search query'],
])('the search %s is refused', async (query, words) => {
  const refusal = await refusalOf(stripe.sdk.customers.search({ query }))
  expect(refusal).toMatchObject({ statusCode: 400, message: expect.stringContaining(words) })
})
