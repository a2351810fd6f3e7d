import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { line, order, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

/** A request that the SDK's types would not let through. */
const openUntyped = (changes: object) => stripe.sdk.checkout.sessions.create({ ...order(), ...changes })

test.each([
  ['no line items', { line_items: undefined }, 'line_items', 'parameter_missing'],
  ['no mode', { mode: undefined }, 'mode', 'parameter_missing'],
  ['an unknown mode', { mode: 'gift' }, 'mode', undefined],
  ['no success_url', { success_url: undefined }, 'success_url', 'parameter_missing'],
  ['a success_url that is none', { success_url: 'shop' }, 'success_url', 'url_invalid'],
  [
    'payment_method_types, removed in endive',
    { payment_method_types: ['card'] },
    'payment_method_types',
    'parameter_unknown',
  ],
  ['an old ui_mode', { ui_mode: 'hosted' }, 'ui_mode', undefined],
  ['customer and customer_email', { customer: 'cus_1' }, 'customer_email', 'parameters_exclusive'],
  ['an unknown customer', { customer: 'cus_1', customer_email: undefined }, 'customer', 'resource_missing'],
  ['customer_creation', { customer_creation: 'always' }, 'customer_creation', undefined],
  ['payment_intent_data', { payment_intent_data: { description: 'x' } }, 'payment_intent_data', undefined],
  ['an unknown coupon', { discounts: [{ coupon: 'NONE' }] }, 'discounts[0][coupon]', 'resource_missing'],
  ['two discounts', { discounts: [{ coupon: 'A' }, { coupon: 'B' }] }, 'discounts', undefined],
  [
    'a discount and promotion codes',
    { discounts: [{ coupon: 'A' }], allow_promotion_codes: true },
    'discounts',
    'parameters_exclusive',
  ],
  ['an unknown price', { line_items: [{ price: 'price_1', quantity: 1 }] }, 'line_items[0][price]', 'resource_missing'],
  ['no price', { line_items: [{ quantity: 1 }] }, 'line_items[0][price]', 'parameter_missing'],
  ['no quantity', { line_items: [{ ...line(), quantity: undefined }] }, 'line_items[0][quantity]', 'parameter_missing'],
  [
    'a quantity of zero',
    { line_items: [{ ...line(), quantity: 0 }] },
    'line_items[0][quantity]',
    'parameter_invalid_integer',
  ],
  [
    'half a cent',
    { line_items: [line({ unit_amount: 7.5 })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_invalid_integer',
  ],
  [
    'a negative price',
    { line_items: [line({ unit_amount: -1 })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_invalid_integer',
  ],
  [
    'no amount',
    { line_items: [line({ unit_amount: undefined })] },
    'line_items[0][price_data][unit_amount]',
    'parameter_missing',
  ],
  ['no such currency', { line_items: [line({ currency: 'zzq' })] }, 'line_items[0][price_data][currency]', undefined],
  [
    'a nameless product',
    { line_items: [line({ product_data: { name: '' } })] },
    'line_items[0][price_data][product_data][name]',
    'parameter_invalid_empty',
  ],
  [
    'no product',
    { line_items: [line({ product_data: undefined })] },
    'line_items[0][price_data][product_data]',
    'parameter_missing',
  ],
  ['no recurring price', { line_items: [line({ recurring: undefined })] }, 'line_items', undefined],
  ['a recurring price in payment mode', { mode: 'payment' }, 'line_items', undefined],
  ['two currencies', { line_items: [line(), line({ currency: 'eur' })] }, 'line_items', undefined],
  ['two intervals', { line_items: [line(), line({ recurring: { interval: 'year' } })] }, 'line_items', undefined],
])('a session with %s is refused', async (_name, changes, param, code) => {
  expect(await refusalOf(openUntyped(changes))).toMatchObject({ statusCode: 400, param, code })
})

test('a transfer, which is not here yet, is refused plainly', needs('its own words'), async () => {
  const refusal = await refusalOf(openUntyped({ subscription_data: { transfer_data: { destination: 'acct_1' } } }))
  expect(refusal).toMatchObject({
    statusCode: 400,
    param: 'subscription_data[transfer_data]',
    code: 'parameter_unknown',
  })
})
