import { and, count, eq, gt } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { websites } from '@/db/schema/provisioning'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { callPerson, causedBy, type Findings } from './findings'
import { queueAgain } from './queue-again'
import type { Difference } from './site-differences'

/** What was changed just now is being worked on. */
const restMs = 60_000

/** A job that has tried for so long needs help. */
const patienceMs = 30 * 60_000

const action = 'website.reapplied'
const mostRepairsAnHour = 2

/** Ends a difference if that is safe and nobody is at it; leaves it to staff if that has not helped before. */
export async function repairSite(difference: Difference, found: Findings): Promise<void> {
  const { subject, what, remedy } = difference
  if (remedy === 'person') return callPerson(found, { kind: difference.kind, subject, summary: what })

  const { website, isQueued } = difference.site
  const ageMs = now().getTime() - website.updatedAt.getTime()
  const inVain = isQueued ? ageMs > patienceMs : (await repairsOf(subject)) >= mostRepairsAnHour
  if (inVain) {
    const summary = `${what}, and could not be brought in line`
    return callPerson(found, { kind: 'website_differs', subject, summary })
  }
  if (isQueued || ageMs < restMs) return
  const isRepaired = await db().transaction((tx) =>
    remedy === 'apply' ? applyAgain(tx, difference) : terminateAgain(tx, website),
  )
  if (!isRepaired) return
  found.repaired.push(what)
  if (remedy === 'apply' && !difference.account) found.needsPerson.push(madeEmpty(what))
}

function madeEmpty(what: string): string {
  return `${what}: it is made again, empty. Put its files back from a copy`
}

async function repairsOf(subject: string): Promise<number> {
  const since = new Date(now().getTime() - 60 * 60_000)
  const [row] = await db()
    .select({ repairs: count() })
    .from(auditLog)
    .where(and(eq(auditLog.subject, subject), eq(auditLog.action, action), gt(auditLog.at, since)))
  return row?.repairs ?? 0
}

/** By a generation above both sides', which the server cannot take for an old one. */
async function applyAgain(tx: Tx, { site, account, subject, what }: Difference & { remedy: 'apply' }) {
  const { id, generation, status } = site.website
  const key = `website:${id}`
  const [changed] = await tx
    .update(websites)
    .set({ generation: Math.max(generation, account?.generation ?? 0) + 1 })
    .where(and(eq(websites.id, id), eq(websites.generation, generation), eq(websites.status, status)))
    .returning({ id: websites.id })
  if (!changed) return false
  await addJob(tx, 'apply-website', { websiteId: id }, { key })
  await recordAudit(tx, { actor: 'system', action, subject, details: { what, ...causedBy } })
  if (!account) await raiseAlert(tx, { kind: 'account_missing', subject, summary: madeEmpty(what) })
  return true
}

function terminateAgain(tx: Tx, { id, subscriptionId }: { id: string; subscriptionId: string }): Promise<boolean> {
  const key = `terminate:${subscriptionId}`
  const isCondemned = and(eq(websites.id, id), eq(websites.status, 'terminating'))
  return queueAgain(tx, {
    lock: tx.select().from(websites).where(isCondemned).for('update'),
    key,
    subject: `websites:${id}`,
    add: () => addJob(tx, 'terminate-service', { subscriptionId }, { key }),
  })
}
