'use server'

import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { connectDomain } from '@/lib/domains/connect-domain'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'
import { requireUser } from '@/lib/web/session'

export async function connectDomainAction(previous: FormState, form: FormData): Promise<FormState> {
  const { id: userId } = await requireUser()
  const subscriptionId = z.uuid().safeParse(textOf(form, 'subscriptionId')).data ?? notFound()
  const domain = textOf(form, 'domain')
  const { locale, path } = await requestLanguage()
  try {
    await connectDomain({ subscriptionId, userId }, domain)
  } catch (error) {
    return refusal(previous, error, locale, { domain })
  }
  redirect(path(`/panel/services/${subscriptionId}/domain`))
}
