import { expect, test } from 'vitest'
import { decrypt, encrypt } from './secrets'

test('what was sealed comes back, and never looks the same twice', () => {
  const first = encrypt('token: ✓')
  expect(decrypt(first)).toBe('token: ✓')
  expect(encrypt('token: ✓')).not.toBe(first)
})

test('a changed seal is refused', () => {
  const bytes = Buffer.from(encrypt('token'), 'base64')
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  expect(() => decrypt(bytes.toString('base64'))).toThrow()
})
