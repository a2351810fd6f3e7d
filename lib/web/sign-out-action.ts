'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { auth } from './auth'
import { requestLanguage } from './request-language'

/** Ends the session of this browser; open to everyone, a temporary password or not. */
export async function signOutAction(): Promise<void> {
  await auth().api.signOut({ headers: await headers() })
  const { path } = await requestLanguage()
  redirect(path('/sign-in'))
}
