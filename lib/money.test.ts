import { expect, test } from 'vitest'
import { amountText, formatMoney, parseAmount, percentOf } from './money'

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

test.each([
  ['7.99', 'usd', 799],
  [' 7,9 ', 'usd', 790],
  ['7', 'usd', 700],
  ['500', 'jpy', 500],
  ['5.00', 'jpy', null],
  ['1,000', 'usd', null],
  ['7.999', 'usd', null],
  ['-1', 'usd', null],
  ['$7', 'usd', null],
  ['', 'usd', null],
])('“%s” in %s is %j minor units', (text, currency, amountMinor) => {
  expect(parseAmount(text, currency)).toBe(amountMinor)
})

test('an amount is offered for typing as it would be read back', () => {
  expect(amountText({ amountMinor: 799, currency: 'usd' })).toBe('7.99')
  expect(amountText({ amountMinor: 500, currency: 'jpy' })).toBe('500')
})
