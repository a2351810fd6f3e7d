import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { auth } from './auth'
import { requestLanguage } from './request-language'

export type SignedIn = {
  id: string
  email: string
  name: string
  role: 'customer' | 'staff'
  mustChangePassword: boolean
}

/** Who is signed in at this browser, freshly from the database; null for nobody. Grants nothing by itself. */
export const currentUser = cache(async (): Promise<SignedIn | null> => {
  // First, because it tells a build that the page needs a request; auth() would ask for settings that a build has not.
  const requestHeaders = await headers()
  const found = await auth().api.getSession({ headers: requestHeaders })
  if (!found) return null
  const { id, email, name, role, mustChangePassword } = found.user
  return { id, email, name, role, mustChangePassword }
})

/**
 * The one gate of pages, actions and route handlers: sends nobody to /sign-in and, whoever has a temporary password, to
 * /change-password, in the language of the page.
 * @param options `allowPasswordChange` only where that password is changed; `returnTo` is the page to come back to
 */
export async function requireUser(
  options: { allowPasswordChange?: boolean; returnTo?: string } = {},
): Promise<SignedIn> {
  const user = await currentUser()
  const { returnTo, allowPasswordChange } = options
  const { path } = await requestLanguage()
  if (!user) redirect(path(returnTo ? `/sign-in?next=${encodeURIComponent(returnTo)}` : '/sign-in'))
  if (user.mustChangePassword && !allowPasswordChange) redirect(path('/change-password'))
  return user
}

/** As {@link requireUser}; for everyone but staff there is no such page. */
export async function requireStaff(options: { returnTo?: string } = {}): Promise<SignedIn> {
  const user = await requireUser(options)
  if (user.role !== 'staff') notFound()
  return user
}

/** Where someone starts after signing in, in the language of the page that asks. */
export async function homeOf(user: Pick<SignedIn, 'role' | 'mustChangePassword'>): Promise<string> {
  const { path } = await requestLanguage()
  if (user.mustChangePassword) return path('/change-password')
  return path(user.role === 'staff' ? '/admin' : '/panel')
}
