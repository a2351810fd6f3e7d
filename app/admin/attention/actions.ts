'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { closeAlert } from '@/lib/alerts/close-alert'
import { retryDeadJob } from '@/lib/alerts/retry-dead-job'
import { requireStaff } from '@/lib/web/session'

/** Takes an alert off the list that staff have seen to. */
export async function closeAlertAction(form: FormData): Promise<void> {
  const { id } = await requireStaff()
  await closeAlert(z.uuid().parse(form.get('alertId')), `user:${id}`)
  revalidatePath('/admin', 'layout')
}

/** Runs a job again that ran out of tries. */
export async function retryJobAction(form: FormData): Promise<void> {
  const { id } = await requireStaff()
  await retryDeadJob(z.uuid().parse(form.get('alertId')), `user:${id}`)
  revalidatePath('/admin', 'layout')
}
