'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { resumeFulfilment } from '@/lib/fulfilment/resume-fulfilment'
import { requireStaff } from '@/lib/web/session'

/** Tries an order again that needed a person. */
export async function resumeAction(form: FormData): Promise<void> {
  const { id } = await requireStaff()
  const orderId = z.uuid().parse(form.get('orderId'))
  await resumeFulfilment(orderId, `user:${id}`)
  revalidatePath('/admin', 'layout')
}
