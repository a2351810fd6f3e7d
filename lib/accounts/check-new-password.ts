import { brand } from '@/lib/brand'
import { AppError, type RefusalReason } from '@/lib/errors'
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
  const refusal = refusalOf(password, email)
  if (refusal) throw refusal
}

/** The refusal of a new password, with its reason in words. */
export function refusedPassword(reason: RefusalReason, problem: string, about?: number): AppError {
  const fields = { newPassword: problem }
  return new AppError('invalid_request', problem, { fields, reason, about: about?.toString() })
}

function refusalOf(password: string, email: string): AppError | undefined {
  if ([...password].length < minPasswordLength)
    return refusedPassword('password_too_short', `Use at least ${minPasswordLength} characters.`, minPasswordLength)
  if (Buffer.byteLength(password) > maxPasswordBytes)
    return refusedPassword('password_too_long', `Use at most ${maxPasswordBytes} characters.`, maxPasswordBytes)
  const lower = password.toLowerCase()
  const mailbox = email.toLowerCase().split('@')[0] ?? ''
  if (mailbox.length >= 4 && lower.includes(mailbox))
    return refusedPassword('password_holds_address', 'Leave your e-mail address out of the password.')
  if (lower.replace(/[^a-z]/g, '').includes(brand.name.toLowerCase()))
    return refusedPassword('password_holds_brand', 'Leave our name out of the password.')
  if (isEasyToGuess(lower))
    return refusedPassword('password_easy', 'That password is easy to guess. Try a few unrelated words.')
  return undefined
}

function isEasyToGuess(lower: string): boolean {
  const runs = ['0123456789'.repeat(3), 'abcdefghijklmnopqrstuvwxyz']
  const isRun = runs.some((run) => run.includes(lower) || [...run].reverse().join('').includes(lower))
  return new Set(lower).size < 5 || isRun || commonWords.has(lower.replace(/[^a-z]/g, ''))
}
