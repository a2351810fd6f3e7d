import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'
import { addJob } from '@/lib/jobs/add-job'

/** Takes a running site offline, by a job; one that is not running (yet) is left alone. */
export async function suspendWebsite(tx: Tx, websiteId: string): Promise<void> {
  await turn(tx, websiteId, 'active', 'suspended')
}

/** Puts a suspended site online again, by a job. */
export async function unsuspendWebsite(tx: Tx, websiteId: string): Promise<void> {
  await turn(tx, websiteId, 'suspended', 'active')
}

async function turn(tx: Tx, websiteId: string, from: 'active' | 'suspended', to: 'active' | 'suspended') {
  const [turned] = await tx
    .update(websites)
    .set({ status: to, generation: sql`${websites.generation} + 1` })
    .where(and(eq(websites.id, websiteId), eq(websites.status, from)))
    .returning({ id: websites.id })
  if (turned) await addJob(tx, 'apply-website', { websiteId }, { key: `website:${websiteId}` })
}
