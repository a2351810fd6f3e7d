import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { websites } from '@/db/schema/provisioning'

/** @param outcome.url where the site opens in a browser */
export async function recordProvisioned(tx: Tx, websiteId: string, { url }: { url: string }): Promise<void> {
  await tx.update(websites).set({ url }).where(eq(websites.id, websiteId))
}
