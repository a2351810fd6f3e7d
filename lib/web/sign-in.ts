import { APIError } from 'better-auth/api'
import { normalizeEmail } from '@/lib/accounts/create-account'
import { noticeSignIn } from '@/lib/accounts/notice-sign-in'
import { maxPasswordBytes } from '@/lib/accounts/password-hash'
import { AppError } from '@/lib/errors'
import { auth } from './auth'
import { clientAddress } from './client-address'
import { browserKeyOf, keepBrowserKey } from './known-browser'
import { giveBack, limit } from './rate-limit'
import type { SignedIn } from './session'

/**
 * Opens a session by e-mail and password, and sets its cookie where a request allows that. A browser that is new to the
 * account is told of in a mail.
 * @param headers the request's own, for the address that is counted and written down, and for the browser's key
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
  const user = await openSession({ email, password: credentials.password }, headers)
  // Only what fails counts in the end.
  for (const each of limits) await giveBack(each)
  const browserKey = browserKeyOf(headers)
  const userAgent = headers.get('user-agent') ?? ''
  await keepBrowserKey(await noticeSignIn({ userId: user.id, browserKey, userAgent, address }))
  return user
}

async function openSession(body: { email: string; password: string }, headers: Headers) {
  try {
    const { user } = await auth().api.signInEmail({ body, headers })
    return user
  } catch (error) {
    if (error instanceof APIError && (error.statusCode === 401 || error.statusCode === 400)) throw noMatch()
    throw error
  }
}

function noMatch(): AppError {
  return new AppError('unauthenticated', 'That e-mail and password do not match an account.')
}
