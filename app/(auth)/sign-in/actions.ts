'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AppError } from '@/lib/errors'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'
import { safePath } from '@/lib/web/safe-path'
import { homeOf } from '@/lib/web/session'
import { signIn } from '@/lib/web/sign-in'
import { splitPath } from '@/lib/words/local-path'

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  const email = textOf(form, 'email').trim()
  const password = textOf(form, 'password')
  const { words, locale, path } = await requestLanguage()
  let destination: string
  try {
    refuseEmpty(email, password, words.account.signIn.missing)
    const user = await signIn({ email, password }, await headers())
    const next = user.mustChangePassword ? undefined : safePath(form.get('next'))
    destination = next ? path(splitPath(next).page) : await homeOf(user)
  } catch (error) {
    return refusal(previous, error, locale, { email })
  }
  redirect(destination)
}

function refuseEmpty(email: string, password: string, sentences: { email: string; password: string }): void {
  const fields: Record<string, string> = {}
  if (!email) fields.email = sentences.email
  if (!password) fields.password = sentences.password
  if (!email || !password) throw new AppError('invalid_request', 'Something is missing.', { fields })
}
