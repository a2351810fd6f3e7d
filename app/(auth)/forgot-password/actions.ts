'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { parseEmail } from '@/lib/accounts/parse-email'
import { requestPasswordReset } from '@/lib/accounts/request-password-reset'
import { clientAddress } from '@/lib/web/client-address'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { limit } from '@/lib/web/rate-limit'
import { requestLanguage } from '@/lib/web/request-language'

/** Answers in the same way whether the address has an account or not. */
export async function forgotPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const typed = textOf(form, 'email').trim()
  const { words, locale, path } = await requestLanguage()
  try {
    const email = parseEmail(typed, words.account.forgotPassword.badEmail)
    await limit({ name: 'forgot-password-address', key: clientAddress(await headers()), points: 20, seconds: 3600 })
    await limit({ name: 'forgot-password', key: email, points: 3, seconds: 3600 })
    await requestPasswordReset(email)
  } catch (error) {
    return refusal(previous, error, locale, { email: typed })
  }
  redirect(path('/forgot-password?sent'))
}
