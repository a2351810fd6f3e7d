import { expect, test } from 'vitest'
import { checkNewPassword } from './check-new-password'

const email = 'marianne@example.com'

test.each([
  ['elevenchars', 'Use at least 12 characters.'],
  ['x'.repeat(73), 'Use at most 72 characters.'],
  ['ü'.repeat(37), 'Use at most 72 characters.'],
  ['I am Marianne!', 'Leave your e-mail address out of the password.'],
  ['MigraHosting2026', 'Leave our name out of the password.'],
  ['password1234', 'That password is easy to guess. Try a few unrelated words.'],
  ['123456789012', 'That password is easy to guess. Try a few unrelated words.'],
  ['aaaaaaaaaaaaaaa', 'That password is easy to guess. Try a few unrelated words.'],
  ['zyxwvutsrqpon', 'That password is easy to guess. Try a few unrelated words.'],
])('%s is refused', (password, sentence) => {
  expect(() => checkNewPassword(password, email)).toThrow(
    expect.objectContaining({
      code: 'invalid_request',
      details: expect.objectContaining({ fields: { newPassword: sentence } }),
    }),
  )
})

test.each([
  'three quiet lanterns',
  '  leading spaces count  ',
  '846302915577',
  'пароль с тремя словами',
  'x!x!x!x!abcd',
])('%s is accepted', (password) => {
  expect(() => checkNewPassword(password, email)).not.toThrow()
})

test('a mailbox of three letters may occur in a password', () => {
  expect(() => checkNewPassword('banjo and fiddle', 'and@example.com')).not.toThrow()
})
