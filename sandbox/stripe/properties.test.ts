import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { loadSchemas } from './schemas/load-schemas'
import type { Call, ObjectSchema, Schema, Schemas } from './schemas/schema'
import { makeOneOfEach } from './testing/make-one-of-each'
import { needs } from './testing/needs'
import { type StandIn, secretKey, startStandIn } from './testing/stand-in'

const flood = needs('odd requests')

/** With the stand-in's own inspection of each exchange: a success for what the types do not allow fails the file too. */
let standIn: StandIn
let schemas: Schemas
let calls: Call[] = []
/** An id of a real object of each kind. */
const ids = new Map<string, string>()

/** The calls of Stripe's own payment page, which are in no type of the SDK. */
const unpublished: Call[] = [
  { name: 'payment_pages.get', method: 'GET', path: '/v1/payment_pages/:id', params: true, answer: true },
  {
    name: 'payment_pages.confirm',
    method: 'POST',
    path: '/v1/payment_pages/:id/confirm',
    params: {
      type: 'object',
      properties: { expected_amount: { type: 'number' }, payment_method: { type: 'string' } },
      required: ['payment_method'],
      additionalProperties: false,
    },
    answer: true,
  },
]

beforeAll(async () => {
  standIn = await startStandIn()
  schemas = await loadSchemas()
  // What takes objects away comes last, so that the other calls find them.
  calls = (await knownCalls()).sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
  for (const { object, id } of await makeOneOfEach(standIn.sdk)) ids.set(object, id)
})
afterAll(() => standIn.close())

/** What an id in a path is of, by the word before it. */
const kinds: Record<string, string> = {
  balance_transactions: 'balance_transaction',
  charges: 'charge',
  configurations: 'billing_portal.configuration',
  coupons: 'coupon',
  customers: 'customer',
  disputes: 'dispute',
  events: 'event',
  invoice_payments: 'invoice_payment',
  invoiceitems: 'invoiceitem',
  invoices: 'invoice',
  meters: 'billing.meter',
  payment_intents: 'payment_intent',
  payment_methods: 'payment_method',
  payment_pages: 'checkout.session',
  prices: 'price',
  products: 'product',
  promotion_codes: 'promotion_code',
  refunds: 'refund',
  sessions: 'checkout.session',
  setup_intents: 'setup_intent',
  subscription_items: 'subscription_item',
  subscription_schedules: 'subscription_schedule',
  subscriptions: 'subscription',
  test_clocks: 'test_helpers.test_clock',
  webhook_endpoints: 'webhook_endpoint',
}

/** The calls that the stand-in knows: the others answer 404 in Stripe's words. */
async function knownCalls(): Promise<Call[]> {
  const known: Call[] = []
  for (const call of [...schemas.calls, ...unpublished]) {
    const { status, text } = await ask(call.method, call.path.replace(/:\w+/g, 'none'), new URLSearchParams())
    if (status !== 404 || !text.includes('Unrecognized request URL')) known.push(call)
  }
  return known
}

async function ask(method: string, path: string, form: URLSearchParams) {
  const query = method === 'POST' ? '' : `?${form}`
  const answer = await fetch(`${standIn.url}${path}${query}`, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, 'stripe-version': '2026-10-28.endive' },
    ...(method === 'POST' ? { body: form } : {}),
  })
  return { status: answer.status, text: await answer.text() }
}

const oddities = [
  '',
  ' ',
  '0',
  '-1',
  '1',
  '1e9',
  '99999999999999999999',
  'NaN',
  'true',
  'null',
  'now',
  '[]',
  '{}',
  '__proto__',
  '\u0000',
  '💶',
  'usd',
  'x'.repeat(6000),
]
const oddity = fc.oneof(fc.constantFrom(...oddities), fc.string({ maxLength: 20 }), fc.integer().map(String))
const oddName = fc.constantFrom('expand', 'metadata', 'constructor', '__proto__', 'toString', 'limit', 'a[b', ']', '')

type Pairs = [string, string][]

/** Parameters that mostly are of the call's own types, with odd values and names in between. */
function treeOf(schema: Schema, path: string, depth: number): fc.Arbitrary<Pairs> {
  const leaf = (value: fc.Arbitrary<string>) => value.map((text): Pairs => [[path, text]])
  if (typeof schema === 'boolean' || depth > 4) return leaf(oddity)
  if ('$ref' in schema) return treeOf(schemas.definitions[schema.$ref] ?? true, path, depth)
  if ('anyOf' in schema) return fc.oneof(...schema.anyOf.map((choice) => treeOf(choice, path, depth)))
  if ('enum' in schema)
    return leaf(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...schema.enum.map(String)) }, oddity))
  if (schema.type === 'array') {
    const items = fc.array(treeOf(schema.items, '', depth + 1), { maxLength: 3 })
    return items.map((all) =>
      all.flatMap((pairs, index) =>
        pairs.map(([name, value]): [string, string] => [`${path}[${index}]${name}`, value]),
      ),
    )
  }
  if (schema.type === 'object') return membersOf(schema, path, depth)
  const likely = schema.type === 'number' ? fc.integer({ min: -2, max: 2_000_000_000 }).map(String) : likelyText(path)
  return leaf(fc.oneof({ weight: 12, arbitrary: likely }, oddity))
}

/** What a parameter that is called after a kind of object holds is mostly the id of such an object. */
function likelyText(path: string): fc.Arbitrary<string> {
  const name = (/(\w+)\]?$/.exec(path)?.[1] ?? '').replace(/^(default|from)_/, '')
  const own = ids.get(name)
  const any = fc.constantFrom('usd', 'a@example.com', 'http://a.test/', 'pm_card_visa', ...ids.values())
  return own === undefined ? any : fc.oneof({ weight: 4, arbitrary: fc.constant(own) }, any)
}

function membersOf(schema: ObjectSchema, path: string, depth: number): fc.Arbitrary<Pairs> {
  const named = (name: string) => (path === '' && depth === 0 ? name : `${path}[${name}]`)
  const optional = Object.keys(schema.properties).length - schema.required.length
  const members = Object.entries(schema.properties).map(([name, member]) => {
    const some = treeOf(member, named(name), depth + 1)
    const isNeeded = schema.required.includes(name)
    // About two of the optional members at a time: with more of them, one is always refused.
    const none = { weight: isNeeded ? 1 : Math.ceil(optional / 2), arbitrary: fc.constant<Pairs>([]) }
    return fc.oneof({ weight: isNeeded ? 30 : 1, arbitrary: some }, none)
  })
  const odd = fc.tuple(oddName, oddity).map(([name, value]): Pairs => [[named(name), value]])
  const extra = fc.oneof({ weight: 40, arbitrary: fc.constant<Pairs>([]) }, odd)
  return fc.tuple(extra, ...members).map((parts) => parts.flat())
}

/** The call's address, mostly with the id of an object of its own kind. */
function addressOf(call: Call): fc.Arbitrary<string> {
  const parts = call.path.split('/')
  return fc.tuple(...parts.map((part, index) => segment(part, parts[index - 1] ?? ''))).map((all) => all.join('/'))
}

function segment(part: string, before: string): fc.Arbitrary<string> {
  if (!part.startsWith(':')) return fc.constant(part)
  const id = idOf(before)
  const other = fc.constantFrom('none', '%00', ...ids.values())
  return fc.oneof({ weight: 5, arbitrary: fc.constant(id) }, { weight: 1, arbitrary: other })
}

function idOf(word: string): string {
  const id = ids.get(kinds[word] ?? '')
  if (id === undefined) throw new Error(`No object of ${word} was made`)
  return id
}

const refusal = z.object({
  error: z
    .object({
      type: z.enum(['invalid_request_error', 'card_error', 'idempotency_error']),
      message: z.string().min(1),
      code: z.string().min(1).optional(),
      param: z.string().optional(),
    })
    // What is wrong with a parameter is said of one that is named.
    .refine(({ code, param }) => !code?.startsWith('parameter_') || param !== undefined),
})

test('the stand-in knows most of what the product may ask', flood, () => {
  const names = calls.map(({ name }) => name)
  expect(names.length).toBeGreaterThan(40)
  expect(names).toEqual(expect.arrayContaining(['SessionResource.create', 'SubscriptionResource.update']))
})

test('no request, however odd, ends in a fault of the stand-in or in a success without an object', {
  ...flood,
  timeout: 1_200_000,
}, async () => {
  const faults: string[] = []
  const unmet: string[] = []
  // The same requests at each run of the suite; PROPERTY_RUNS=300 looks for new ones.
  const { PROPERTY_RUNS } = process.env
  const draw = PROPERTY_RUNS ? { numRuns: Number(PROPERTY_RUNS) } : { numRuns: 12, seed: 20_261_123 }
  for (const call of calls) {
    const request = fc.tuple(addressOf(call), treeOf(call.params, '', 0))
    let hasMet = !call.path.includes(':')
    const property = fc.asyncProperty(request, async ([path, pairs]) => {
      const { status, text } = await ask(call.method, path, new URLSearchParams(pairs))
      const answer: unknown = JSON.parse(text)
      hasMet ||= status !== 404
      if (status >= 500 || typeof answer !== 'object' || answer === null)
        throw new Error(`${status} ${text.slice(0, 200)}`)
      if (status === 200 && !('object' in answer)) throw new Error(`A success that is no object: ${text.slice(0, 200)}`)
      if (status !== 200 && !refusal.safeParse(answer).success)
        throw new Error(`Not the shape of Stripe's errors: ${text.slice(0, 200)}`)
    })
    const { failed, counterexample, errorInstance } = await fc.check(property, { ...draw, endOnFailure: true })
    if (failed) faults.push(`${call.name} ${JSON.stringify(counterexample)} ${errorInstance}`)
    if (!hasMet) unmet.push(call.name)
  }
  expect(faults).toEqual([])
  // A call that never finds its object is a call that nothing was asked of.
  expect(unmet).toEqual([])
})
