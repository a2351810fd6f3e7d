import type { Tx } from '@/db/client'
import { fulfilments } from '@/db/schema/fulfilment'
import { addJob } from '@/lib/jobs/add-job'
import { announceProgress } from './announce-progress'

/**
 * Makes sure that a paid order is being fulfilled; only the first call adds the job.
 * @returns whether this was the first call
 */
export async function requestFulfilment(tx: Tx, checkoutSessionId: string): Promise<boolean> {
  const [created] = await tx
    .insert(fulfilments)
    .values({ checkoutSessionId })
    .onConflictDoNothing()
    .returning({ id: fulfilments.id })
  if (!created) return false
  await addJob(tx, 'fulfil', { fulfilmentId: created.id }, { key: `fulfil:${created.id}` })
  await announceProgress(tx, checkoutSessionId)
  return true
}
