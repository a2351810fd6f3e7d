import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'

/** Once a site was verified. One that has been suspended or terminated meanwhile stays so. */
export async function activateWebsite(tx: Tx, websiteId: string): Promise<void> {
  await tx
    .update(websites)
    .set({ status: 'active' })
    .where(and(eq(websites.id, websiteId), eq(websites.status, 'provisioning')))
}
