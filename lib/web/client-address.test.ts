import { expect, test } from 'vitest'
import { clientAddress } from './client-address'

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['203.0.113.9, 192.0.2.7', '192.0.2.7'],
])('of %s the last entry counts, which the nearest proxy wrote', (header, address) => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': header }))).toBe(address)
})

test('without the header there is still a key to count under', () => {
  expect(clientAddress(new Headers())).toBe('unknown')
})
