import { and, eq } from 'drizzle-orm'
import { fulfilments } from '@/db/schema/fulfilment'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { announceProgress } from './announce-progress'

/**
 * Sets an order going again that needed a person, from the step at which it stopped. Any other order is left as it is.
 * @param actor `user:<id>` of the member of staff
 */
export async function resumeFulfilment(checkoutSessionId: string, actor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [resumed] = await tx
      .update(fulfilments)
      .set({ status: 'running', reason: null })
      .where(and(eq(fulfilments.checkoutSessionId, checkoutSessionId), eq(fulfilments.status, 'needs_person')))
      .returning({ id: fulfilments.id })
    if (!resumed) return
    await resolveAlert(tx, { kind: 'order_needs_person', subject: `checkout_sessions:${checkoutSessionId}` })
    await addJob(tx, 'fulfil', { fulfilmentId: resumed.id }, { key: `fulfil:${resumed.id}` })
    await recordAudit(tx, { actor, action: 'fulfilment.resumed', subject: `fulfilments:${resumed.id}` })
    await announceProgress(tx, checkoutSessionId)
  })
}
