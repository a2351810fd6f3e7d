'use server'

import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { connectDomain } from '@/lib/domains/connect-domain'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requireUser } from '@/lib/web/session'

export async function connectDomainAction(previous: FormState, form: FormData): Promise<FormState> {
  const { id: userId } = await requireUser()
  const subscriptionId = z.uuid().safeParse(textOf(form, 'subscriptionId')).data ?? notFound()
  const domain = textOf(form, 'domain')
  try {
    await connectDomain({ subscriptionId, userId }, domain)
  } catch (error) {
    return refusal(previous, error, { domain })
  }
  redirect(`/panel/services/${subscriptionId}/domain`)
}
