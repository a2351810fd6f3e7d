'use server'

import { redirect } from 'next/navigation'
import { resetPassword } from '@/lib/accounts/reset-password'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'

export async function resetPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const { locale, path } = await requestLanguage()
  try {
    await resetPassword({ token: textOf(form, 'token'), newPassword: textOf(form, 'newPassword') })
  } catch (error) {
    return refusal(previous, error, locale)
  }
  redirect(path('/sign-in?changed'))
}
