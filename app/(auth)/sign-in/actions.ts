'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AppError } from '@/lib/errors'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { safePath } from '@/lib/web/safe-path'
import { homeOf } from '@/lib/web/session'
import { signIn } from '@/lib/web/sign-in'

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email').trim()
  const password = textOf(form, 'password')
  let destination: string
  try {
    refuseEmpty(email, password)
    const user = await signIn({ email, password }, await headers())
    destination = (user.mustChangePassword ? undefined : safePath(form.get('next'))) ?? homeOf(user)
  } catch (error) {
    return refusal(previous, error, { email })
  }
  redirect(destination)
}

function refuseEmpty(email: string, password: string): void {
  const fields: Record<string, string> = {}
  if (!email) fields.email = 'Enter your e-mail address.'
  if (!password) fields.password = 'Enter your password.'
  if (!email || !password) throw new AppError('invalid_request', 'Something is missing.', { fields })
}
