'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { completePasswordChange } from '@/lib/accounts/complete-password-change'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'
import { homeOf, requireUser } from '@/lib/web/session'
import { signIn } from '@/lib/web/sign-in'

export async function changePasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser({ allowPasswordChange: true })
  const { locale } = await requestLanguage()
  try {
    const newPassword = textOf(form, 'newPassword')
    await completePasswordChange({ userId: user.id, newPassword })
    // The change has ended every session, this browser's too: it gets a new one.
    await signIn({ email: user.email, password: newPassword }, await headers())
  } catch (error) {
    return refusal(previous, error, locale)
  }
  redirect(await homeOf({ ...user, mustChangePassword: false }))
}
