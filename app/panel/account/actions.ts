'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { parseEmail } from '@/lib/accounts/parse-email'
import { requestEmailChange } from '@/lib/accounts/request-email-change'
import { clientAddress } from '@/lib/web/client-address'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { limit } from '@/lib/web/rate-limit'
import { requireUser } from '@/lib/web/session'

export async function changeEmailAction(previous: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser()
  const typed = textOf(form, 'email').trim()
  try {
    const toEmail = parseEmail(typed)
    await limit({ name: 'change-email-address', key: clientAddress(await headers()), points: 20, seconds: 3600 })
    await limit({ name: 'change-email', key: user.id, points: 5, seconds: 3600 })
    await requestEmailChange({ userId: user.id, toEmail, password: textOf(form, 'password') })
  } catch (error) {
    return refusal(previous, error, { email: typed })
  }
  redirect('/panel/account?sent')
}
