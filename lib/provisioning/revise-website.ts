import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'
import { addJob } from '@/lib/jobs/add-job'

/** Has a subscription's site brought to what its plan now gives: a new generation, and the job that tells the server. */
export async function reviseWebsite(tx: Tx, subscriptionId: string): Promise<void> {
  const [revised] = await tx
    .update(websites)
    .set({ generation: sql`${websites.generation} + 1` })
    .where(and(eq(websites.subscriptionId, subscriptionId), notInArray(websites.status, ['terminating', 'terminated'])))
    .returning({ id: websites.id })
  if (revised) await addJob(tx, 'apply-website', { websiteId: revised.id }, { key: `website:${revised.id}` })
}
