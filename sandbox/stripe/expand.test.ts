import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { expandable } from './core/expandable'
import { findExpandable } from './schemas/find-expandable'
import { kindsMadeHere } from './schemas/kinds-made-here'
import { loadSchemas } from './schemas/load-schemas'
import { makeOneOfEach } from './testing/make-one-of-each'
import { needs } from './testing/needs'
import { refusalOf, type StandIn, secretKey, startStandIn } from './testing/stand-in'

const ownProcess = needs('its own process')
let standIn: StandIn
let made: { id: string; object: string }[] = []
beforeAll(async () => {
  standIn = await startStandIn()
  made = await makeOneOfEach(standIn.sdk)
})
afterAll(() => standIn.close())

/** Where an object of a kind is retrieved; what has no such call is seen as a part of others. */
const addresses: Record<string, string> = {
  balance_transaction: 'balance_transactions',
  'billing_portal.configuration': 'billing_portal/configurations',
  charge: 'charges',
  'checkout.session': 'checkout/sessions',
  customer: 'customers',
  dispute: 'disputes',
  event: 'events',
  invoice: 'invoices',
  invoice_payment: 'invoice_payments',
  invoiceitem: 'invoiceitems',
  payment_intent: 'payment_intents',
  payment_method: 'payment_methods',
  price: 'prices',
  product: 'products',
  promotion_code: 'promotion_codes',
  refund: 'refunds',
  setup_intent: 'setup_intents',
  subscription: 'subscriptions',
  subscription_item: 'subscription_items',
  subscription_schedule: 'subscription_schedules',
}

async function retrieve({ id, object }: { id: string; object: string }, ...expand: string[]) {
  const query = new URLSearchParams(expand.map((path, index): [string, string] => [`expand[${index}]`, path]))
  const answer = await fetch(`${standIn.url}/v1/${addresses[object]}/${id}?${query}`, {
    headers: { authorization: `Bearer ${secretKey}`, 'stripe-version': '2026-10-28.endive' },
  })
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) }
}

/** What stands at a path, looking into lists. */
function valuesAt(value: unknown, [name, ...rest]: string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, name === undefined ? [] : [name, ...rest]))
  if (name === undefined) return [value]
  const members = z.record(z.string(), z.unknown()).safeParse(value)
  return members.success ? valuesAt(members.data[name], rest) : []
}

test('what can be expanded is what the installed SDK says', ownProcess, async () => {
  expect(expandable).toEqual(findExpandable(await loadSchemas(), kindsMadeHere))
})

test('every field that the SDK says can be expanded is, of every object', ownProcess, async () => {
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const row of made.filter(({ object }) => addresses[object])) {
    const plain = (await retrieve(row)).body
    for (const path of Object.keys(expandable[row.object] ?? {})) {
      if (path.split('.').length > 4) continue
      const { status, body } = await retrieve(row, path)
      const before = valuesAt(plain, path.split('.')).filter((value) => typeof value === 'string')
      const after = valuesAt(body, path.split('.')).filter((value) => typeof value === 'object' && value !== null)
      if (before.length > 0) seen.add(`${row.object}.${path}`)
      const ids = after.map((value) => z.object({ id: z.string() }).safeParse(value).data?.id)
      if (status !== 200 || before.some((id) => !ids.includes(String(id))))
        wrong.push(`${row.object}.${path}: ${status}`)
    }
  }
  expect([...new Set(wrong)]).toEqual([])
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'product.default_price',
      'subscription_schedule.phases.items.price',
      'subscription.discounts',
      'checkout.session.discounts.coupon',
      'charge.balance_transaction',
      'invoice_payment.payment.payment_intent',
    ]),
  )
})

test('an object inside another, and one within a list, is expanded as the SDK says of it', ownProcess, async () => {
  const { sdk } = standIn
  const subscription = made.findLast(({ object }) => object === 'subscription')?.id ?? ''
  const invoice = await sdk.invoices.createPreview({ subscription })
  expect(invoice.total_discount_amounts?.[0]?.discount).toMatch(/^di_/)
  const shown = await sdk.subscriptions.list({ expand: ['data.latest_invoice.customer'], status: 'all' })
  expect(shown.data[0]?.latest_invoice).toMatchObject({ object: 'invoice', customer: { object: 'customer' } })
  const preview = await sdk.invoices.createPreview({
    subscription,
    expand: ['total_discount_amounts.discount', 'parent.subscription_details.subscription'],
  })
  expect(preview.total_discount_amounts?.[0]?.discount).toMatchObject({ object: 'discount' })
  expect(preview.parent?.subscription_details?.subscription).toMatchObject({ id: subscription, status: 'active' })
})

test('what is shown on demand only is shown then', ownProcess, async () => {
  const { sdk } = standIn
  const paid = (await sdk.invoices.list({ status: 'paid', expand: ['data.confirmation_secret', 'data.payments'] })).data
  expect(paid[0]).toMatchObject({
    confirmation_secret: { client_secret: expect.stringMatching(/^pi_.*_secret_/), type: 'payment_intent' },
    payments: { object: 'list', data: [{ status: 'paid' }] },
  })
  expect((await sdk.invoices.list({ status: 'paid' })).data[0]).not.toHaveProperty('confirmation_secret')
  const customer = made.find(({ object }) => object === 'customer')?.id ?? ''
  const expand = ['cash_balance', 'invoice_credit_balance', 'sources', 'subscriptions', 'tax', 'tax_ids']
  expect(await sdk.customers.retrieve(customer, { expand })).toMatchObject({
    cash_balance: null,
    invoice_credit_balance: { usd: 0 },
    sources: { data: [] },
    subscriptions: { data: [{ object: 'subscription' }] },
    tax_ids: { data: [] },
  })
})

test.each(['email', 'metadata.x', 'created', '__proto__', 'default_source.x.y.z.a', ''])(
  'what cannot be expanded is refused: %j',
  ownProcess,
  async (path) => {
    const customer = made.find(({ object }) => object === 'customer')?.id ?? ''
    const refusal = await refusalOf(standIn.sdk.customers.retrieve(customer, { expand: [path] }))
    expect(refusal).toMatchObject({ statusCode: 400, param: expect.stringContaining('expand') })
  },
)
