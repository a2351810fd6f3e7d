'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { auth } from './auth'

/** Ends the session of this browser; open to everyone, a temporary password or not. */
export async function signOutAction(): Promise<void> {
  await auth().api.signOut({ headers: await headers() })
  redirect('/sign-in')
}
