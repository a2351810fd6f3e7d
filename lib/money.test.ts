import { expect, test } from 'vitest'
import { formatMoney, percentOf } from './money'

test.each([
  [799, 'usd', '$7.99'],
  [0, 'usd', '$0.00'],
  [50388, 'USD', '$503.88'],
  [500, 'jpy', '¥500'],
])('%i %s reads %s', (amountMinor, currency, text) => {
  expect(formatMoney({ amountMinor, currency })).toBe(text)
})

test('ten percent of 799 is 80, so that 719 is charged', () => {
  expect(percentOf(799, 10)).toBe(80)
})
