'use server'

import { redirect } from 'next/navigation'
import { completePasswordChange } from '@/lib/accounts/complete-password-change'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { homeOf, requireUser } from '@/lib/web/session'

export async function changePasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser({ allowPasswordChange: true })
  try {
    await completePasswordChange({
      userId: user.id,
      sessionId: user.sessionId,
      newPassword: textOf(form, 'newPassword'),
    })
  } catch (error) {
    return refusal(previous, error)
  }
  redirect(homeOf({ ...user, mustChangePassword: false }))
}
