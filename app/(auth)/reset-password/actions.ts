'use server'

import { redirect } from 'next/navigation'
import { resetPassword } from '@/lib/accounts/reset-password'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'

export async function resetPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  try {
    await resetPassword({ token: textOf(form, 'token'), newPassword: textOf(form, 'newPassword') })
  } catch (error) {
    return refusal(previous, error)
  }
  redirect('/sign-in?changed')
}
