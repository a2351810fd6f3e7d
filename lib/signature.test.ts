import { expect, test } from 'vitest'
import { sign, unsign } from './signature'

test('what was signed is read back, and goes into an address as it is', () => {
  const signed = sign('resume-checkout', 'añ 4f2a91c0?&')
  expect(signed).toMatch(/^[\w-]+\.[\w-]+$/)
  expect(unsign('resume-checkout', signed)).toBe('añ 4f2a91c0?&')
})

test('a text that was changed, signed for something else, or not signed does not count', () => {
  const signed = sign('resume-checkout', 'order 1')
  const [, signature] = signed.split('.')
  expect(unsign('stop-reminders', signed)).toBeNull()
  expect(unsign('resume-checkout', `${Buffer.from('order 2').toString('base64url')}.${signature}`)).toBeNull()
  for (const other of ['', '.', 'order 1', `${signed}.`, signed.slice(0, -2), `${signed.slice(0, -4)}AAAA`]) {
    expect(unsign('resume-checkout', other), other).toBeNull()
  }
})
