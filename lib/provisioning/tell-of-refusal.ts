import { eq } from 'drizzle-orm'
import { websites } from '@/db/schema/provisioning'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { db } from '@/lib/database'
import type { Outcome } from './driver'

/** Tells staff that a site's server will not do what the site's row asks for, until it has done it. */
export async function tellOfRefusal(websiteId: string, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'retry' || outcome.kind === 'pending') return
  const alert = { kind: 'website_differs', subject: `websites:${websiteId}` } as const
  await db().transaction(async (tx) => {
    if (outcome.kind === 'done') return resolveAlert(tx, alert)
    const [website] = await tx.select({ domain: websites.domain }).from(websites).where(eq(websites.id, websiteId))
    const summary = `${website?.domain} could not be brought in line: ${outcome.reason}`
    await raiseAlert(tx, { ...alert, summary })
  })
}
