'use server'

import { redirect } from 'next/navigation'
import { confirmEmailChange } from '@/lib/accounts/confirm-email-change'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'

export async function confirmEmailAction(previous: FormState, form: FormData): Promise<FormState> {
  try {
    await confirmEmailChange(textOf(form, 'token'))
  } catch (error) {
    return refusal(previous, error)
  }
  redirect('/confirm-email?done')
}
