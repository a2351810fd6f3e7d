import { APIError } from 'better-auth/api'
import { normalizeEmail } from '@/lib/accounts/create-account'
import { maxPasswordBytes } from '@/lib/accounts/password-hash'
import { AppError } from '@/lib/errors'
import { auth } from './auth'
import { clientAddress } from './client-address'
import { giveBack, limit } from './rate-limit'
import type { SignedIn } from './session'

/**
 * Opens a session by e-mail and password, and sets its cookie where a request allows that.
 * @param headers the request's own, for the address that is counted and written down
 * @throws AppError unauthenticated, in the same words whether the address or the password is wrong; too_many_requests
 */
export async function signIn(
  credentials: { email: string; password: string },
  headers: Headers,
): Promise<Pick<SignedIn, 'role' | 'mustChangePassword'>> {
  const email = normalizeEmail(credentials.email)
  const address = clientAddress(headers)
  const limits = [
    { name: 'sign-in-address', key: address, points: 100, seconds: 900 },
    { name: 'sign-in', key: `${email} ${address}`, points: 10, seconds: 900 },
  ]
  for (const each of limits) await limit(each)
  if (Buffer.byteLength(credentials.password) > maxPasswordBytes) throw noMatch()
  try {
    const { user } = await auth().api.signInEmail({ body: { email, password: credentials.password }, headers })
    // Only what fails counts in the end.
    for (const each of limits) await giveBack(each)
    return user
  } catch (error) {
    if (error instanceof APIError && (error.statusCode === 401 || error.statusCode === 400)) throw noMatch()
    throw error
  }
}

function noMatch(): AppError {
  return new AppError('unauthenticated', 'That e-mail and password do not match an account.')
}
