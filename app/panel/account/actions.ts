'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { parseEmail } from '@/lib/accounts/parse-email'
import { requestEmailChange } from '@/lib/accounts/request-email-change'
import { clientAddress } from '@/lib/web/client-address'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { limit } from '@/lib/web/rate-limit'
import { requestLanguage } from '@/lib/web/request-language'
import { requireUser } from '@/lib/web/session'

export async function changeEmailAction(previous: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser()
  const typed = textOf(form, 'email').trim()
  const { words, locale, path } = await requestLanguage()
  try {
    const toEmail = parseEmail(typed, words.account.forgotPassword.badEmail)
    await limit({ name: 'change-email-address', key: clientAddress(await headers()), points: 20, seconds: 3600 })
    await limit({ name: 'change-email', key: user.id, points: 5, seconds: 3600 })
    await requestEmailChange({ userId: user.id, toEmail, password: textOf(form, 'password') })
  } catch (error) {
    return refusal(previous, error, locale, { email: typed })
  }
  redirect(path('/panel/account?sent'))
}
