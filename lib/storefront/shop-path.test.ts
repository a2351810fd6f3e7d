import { expect, test } from 'vitest'
import { shopPath } from './shop-path'

test.each([
  ['en', 'usd', '/', {}, '/'],
  ['en', 'usd', '/hosting', { cycle: undefined }, '/hosting'],
  ['en', 'eur', '/', { cycle: 'yearly' }, '/?cycle=yearly&currency=eur'],
  ['es', 'usd', '/', {}, '/es'],
  ['es', 'gbp', '/checkout', { plan: 'starter' }, '/es/checkout?plan=starter&currency=gbp'],
] as const)('in %s and %s the page %s with %j is %s', (locale, currency, page, query, address) => {
  expect(shopPath({ locale, currency }, page, query)).toBe(address)
})
