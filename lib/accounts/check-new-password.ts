import { brand } from '@/lib/brand'
import { AppError } from '@/lib/errors'
import { maxPasswordBytes } from './password-hash'

export const minPasswordLength = 12

/** What people type when they are asked for twelve characters; compared without digits and symbols. */
const commonWords = new Set(
  'password passwort passwordpassword motdepasse contrasena qwerty qwertyuiop qwertzuiop asdfghjkl letmein welcome welcomeback iloveyou changeme admin administrator sunshine football baseball basketball superman trustno princess dragon monkey mustang startrek starwars internet computer secret temporary'.split(
    ' ',
  ),
)

/**
 * Refuses a password that others would guess; any mix of characters is fine otherwise (OWASP ASVS 5.0, 6.2).
 * @throws AppError invalid_request with a sentence for the field `newPassword`
 */
export function checkNewPassword(password: string, email: string): void {
  const problem = problemOf(password, email)
  if (problem) throw refusedPassword(problem)
}

/** The refusal of a new password, with its reason in words. */
export function refusedPassword(problem: string): AppError {
  return new AppError('invalid_request', problem, { fields: { newPassword: problem } })
}

function problemOf(password: string, email: string): string | undefined {
  if ([...password].length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`
  if (Buffer.byteLength(password) > maxPasswordBytes) return `Use at most ${maxPasswordBytes} characters.`
  const lower = password.toLowerCase()
  const mailbox = email.toLowerCase().split('@')[0] ?? ''
  if (mailbox.length >= 4 && lower.includes(mailbox)) return 'Leave your e-mail address out of the password.'
  if (lower.replace(/[^a-z]/g, '').includes(brand.name.toLowerCase())) return 'Leave our name out of the password.'
  if (isEasyToGuess(lower)) return 'That password is easy to guess. Try a few unrelated words.'
  return undefined
}

function isEasyToGuess(lower: string): boolean {
  const runs = ['0123456789'.repeat(3), 'abcdefghijklmnopqrstuvwxyz']
  const isRun = runs.some((run) => run.includes(lower) || [...run].reverse().join('').includes(lower))
  return new Set(lower).size < 5 || isRun || commonWords.has(lower.replace(/[^a-z]/g, ''))
}
