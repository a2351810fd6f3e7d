import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { parseCheckout } from './parse-checkout'

const good = {
  planId: 'starter',
  billingCycle: 'monthly',
  customer: { name: 'John Doe', email: 'john@example.com' },
}

function refusal(input: unknown): { code: string; fields: Record<string, string> } {
  try {
    parseCheckout(input)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, fields: error.details.fields ?? {} }
  }
  throw new Error('This was accepted')
}

test('spaces are trimmed and the address is lower-cased', () => {
  const customer = { name: '  John Doe ', email: ' John@Example.COM ' }
  expect(parseCheckout({ ...good, customer, couponCode: ' WELCOME10 ' })).toMatchObject({
    customer: { name: 'John Doe', email: 'john@example.com' },
    couponCode: 'WELCOME10',
  })
})

test('an empty coupon or domain means none', () => {
  expect(parseCheckout({ ...good, couponCode: '', domain: '  ' })).toMatchObject({
    couponCode: undefined,
    domain: undefined,
  })
  expect(parseCheckout({ ...good, couponCode: null, domain: null })).toMatchObject({ couponCode: undefined })
})

test.each([
  ['https://www.Example.com/path', 'example.com'],
  ['shop.example.co.uk', 'shop.example.co.uk'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
])('the domain %s is understood as %s', (typed, name) => {
  expect(parseCheckout({ ...good, domain: typed }).domain).toBe(name)
})

test.each(['localhost', 'a b.com', '-x.com', 'x..com', '127.0.0.1', 'http://', `${'a'.repeat(64)}.com`, 'x.com:80'])(
  'the domain %s is refused',
  (domain) =>
    expect(refusal({ ...good, domain })).toMatchObject({
      code: 'invalid_request',
      fields: { domain: expect.any(String) },
    }),
)

test.each(['', 'john', 'john@', '@example.com', 'john@example', 'a@b.c d', `${'a'.repeat(250)}@example.com`])(
  'the e-mail address "%s" is refused beside its field',
  (email) => {
    const { code, fields } = refusal({ ...good, customer: { name: 'John', email } })
    expect(code).toBe('invalid_request')
    expect(fields['customer.email']).toMatch(/e-mail/)
  },
)

test('an unknown cycle has a code of its own', () => {
  expect(refusal({ ...good, billingCycle: 'weekly' })).toMatchObject({ code: 'unknown_cycle' })
})

test.each([null, 'text', 7, [], {}])('%j is refused with a sentence for each missing field', (input) => {
  expect(Object.keys(refusal(input).fields).length).toBeGreaterThan(0)
})
