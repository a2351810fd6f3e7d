import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { loadSchemas } from './schemas/load-schemas'
import type { Call, ObjectSchema, Schema, Schemas } from './schemas/schema'
import { needs } from './testing/needs'
import { order, pay, type StandIn, secretKey, startStandIn } from './testing/stand-in'

const flood = needs('odd requests')

/** With the stand-in's own inspection of each exchange: a success for what the types do not allow fails the file too. */
let standIn: StandIn
let schemas: Schemas
let calls: Call[] = []
/** Ids of real objects by their prefix, so that not every call ends at an unknown id. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  standIn = await startStandIn()
  schemas = await loadSchemas()
  // What takes objects away comes last, so that the other calls find them.
  calls = (await knownCalls()).sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'))
  const { sdk } = standIn
  const session = await sdk.checkout.sessions.create(order())
  await pay(session.url)
  const paid = await sdk.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] })
  const open = await sdk.checkout.sessions.create(order())
  const coupon = await sdk.coupons.create({ percent_off: 10 })
  const { subscription, customer } = paid
  if (typeof subscription !== 'object' || !subscription) throw new Error('There is no subscription')
  const price = subscription.items.data[0]?.price
  for (const id of [open.id, String(customer), subscription.id, price?.id, price?.product, coupon.id])
    remember(String(id))
  remember(String(subscription.latest_invoice), String(subscription.default_payment_method))
  remember(...(await sdk.events.list({ limit: 1 })).data.map(({ id }) => id))
  remember(...(await sdk.paymentIntents.list()).data.map(({ id }) => id))
  remember(...(await sdk.charges.list()).data.map(({ id }) => id))
})
afterAll(() => standIn.close())

function remember(...known: string[]) {
  for (const id of known) ids[id.slice(0, id.lastIndexOf('_'))] = id
}

/** The calls that the stand-in knows: the others answer 404 in Stripe's words. */
async function knownCalls(): Promise<Call[]> {
  const known: Call[] = []
  for (const call of schemas.calls) {
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
  const likely =
    schema.type === 'number'
      ? fc.integer({ min: -2, max: 2_000_000_000 }).map(String)
      : fc.constantFrom('usd', 'a@example.com', 'http://a.test/', 'pm_card_visa', ...Object.values(ids))
  return leaf(fc.oneof({ weight: 12, arbitrary: likely }, oddity))
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

const addressOf = (call: Call) =>
  fc
    .tuple(
      ...call.path
        .split('/')
        .map((part) =>
          part.startsWith(':') ? fc.constantFrom('none', '%00', ...Object.values(ids)) : fc.constant(part),
        ),
    )
    .map((parts) => parts.join('/'))

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
  // The same requests at each run of the suite; PROPERTY_RUNS=300 looks for new ones.
  const { PROPERTY_RUNS } = process.env
  const draw = PROPERTY_RUNS ? { numRuns: Number(PROPERTY_RUNS) } : { numRuns: 12, seed: 20_261_123 }
  for (const call of calls) {
    const request = fc.tuple(addressOf(call), treeOf(call.params, '', 0))
    const property = fc.asyncProperty(request, async ([path, pairs]) => {
      const { status, text } = await ask(call.method, path, new URLSearchParams(pairs))
      const answer: unknown = JSON.parse(text)
      if (status >= 500 || typeof answer !== 'object' || answer === null)
        throw new Error(`${status} ${text.slice(0, 200)}`)
      if (status === 200 && !('object' in answer)) throw new Error(`A success that is no object: ${text.slice(0, 200)}`)
      if (status !== 200 && !refusal.safeParse(answer).success)
        throw new Error(`Not the shape of Stripe's errors: ${text.slice(0, 200)}`)
    })
    const { failed, counterexample, errorInstance } = await fc.check(property, { ...draw, endOnFailure: true })
    if (failed) faults.push(`${call.name} ${JSON.stringify(counterexample)} ${errorInstance}`)
  }
  expect(faults).toEqual([])
})
