'use server'

import { redirect } from 'next/navigation'
import { confirmEmailChange } from '@/lib/accounts/confirm-email-change'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'

export async function confirmEmailAction(previous: FormState, form: FormData): Promise<FormState> {
  const { locale, path } = await requestLanguage()
  try {
    await confirmEmailChange(textOf(form, 'token'))
  } catch (error) {
    return refusal(previous, error, locale)
  }
  redirect(path('/confirm-email?done'))
}
