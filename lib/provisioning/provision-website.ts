import { eq } from 'drizzle-orm'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { askServer } from './ask-server'
import type { Outcome } from './driver'
import { findHostedWebsite } from './find-hosted-website'

/** Makes a placed website exist on its server, as its row says. May be repeated; call it outside of transactions. */
export async function provisionWebsite(websiteId: string): Promise<Outcome> {
  const found = await findHostedWebsite(websiteId)
  if (found.kind !== 'hosted') return found
  const { driver, serverId, server, spec, operationId } = found
  const outcome = await askServer(`server:${serverId}`, () => driver.ensure(server, spec, operationId ?? undefined))
  await keepOperation(websiteId, operationId, outcome)
  return outcome
}

/** Before anybody asks for it again: whoever does must continue it. What may have happened is still under way. */
export async function keepOperation(websiteId: string, known: string | null, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'retry') return
  const operationId = outcome.kind === 'pending' ? outcome.operationId : null
  if (operationId === known) return
  await db().update(websites).set({ operationId }).where(eq(websites.id, websiteId))
}
