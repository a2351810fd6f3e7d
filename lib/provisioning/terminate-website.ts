import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { backups, websites } from '@/db/schema/provisioning'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { askServer } from './ask-server'
import type { Outcome } from './driver'
import { findPlacedWebsite } from './find-hosted-website'

/** From here on there is no way back; `terminateWebsite` then does it. */
export async function condemnWebsite(tx: Tx, websiteId: string): Promise<void> {
  await tx
    .update(websites)
    .set({ status: 'terminating', generation: sql`${websites.generation} + 1` })
    .where(and(eq(websites.id, websiteId), notInArray(websites.status, ['terminating', 'terminated'])))
}

/**
 * Takes a condemned site off its server, after a copy of it was made there. May be repeated; call it outside of
 * transactions.
 */
export async function terminateWebsite(websiteId: string): Promise<Outcome> {
  const found = await findPlacedWebsite(websiteId)
  if (found.kind !== 'hosted') return found
  const { driver, serverId, server, spec } = found
  const backupId = await openBackup(websiteId)
  const kept = await askServer(`server:${serverId}`, () => driver.backUp(server, spec, backupId))
  if (kept.kind !== 'done') return kept
  await db().update(backups).set({ completedAt: now() }).where(eq(backups.id, backupId))
  return askServer(`server:${serverId}`, () => driver.terminate(server, spec))
}

/** Its names are free for others then. */
export async function recordTerminated(tx: Tx, websiteId: string): Promise<void> {
  await tx
    .update(websites)
    .set({ status: 'terminated', domain: sql`${websites.systemDomain}`, url: null })
    .where(and(eq(websites.id, websiteId), eq(websites.status, 'terminating')))
}

/** The copy's id is stored before it is asked for, so that a second try finds the first one's copy. */
async function openBackup(websiteId: string): Promise<string> {
  await db().insert(backups).values({ websiteId }).onConflictDoNothing({ target: backups.websiteId })
  const [backup] = await db().select({ id: backups.id }).from(backups).where(eq(backups.websiteId, websiteId))
  if (!backup) throw new Error(`The backup of website ${websiteId} was not stored`)
  return backup.id
}
