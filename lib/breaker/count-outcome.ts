import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { breakers } from '@/db/schema/breakers'
import { servers } from '@/db/schema/provisioning'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import type { Entry } from './enter-breaker'
import type { Part } from './part'
import { failuresToOpen, pauseBeforeTry } from './pauses'

/** The part answered: a probe closes the breaker and wakes what waits for it. */
export async function countAnswer(part: Part, { isProbe, failures }: Entry): Promise<void> {
  if (isProbe) return close(part)
  if (failures === 0) return
  await db()
    .update(breakers)
    .set({ failures: 0 })
    .where(and(eq(breakers.part, part), isNull(breakers.openedAt)))
}

async function close(part: Part): Promise<void> {
  await db().transaction(async (tx) => {
    await tx
      .update(breakers)
      .set({ failures: 0, openedAt: null, nextTryAt: null, tries: 0 })
      .where(eq(breakers.part, part))
    await resolveAlert(tx, { kind: 'server_down', subject: part })
    await addJob(tx, 'wake-orders', { waitsFor: part }, { key: `wake:${part}` })
  })
  log().info({ part }, 'it answers again')
}

/** The part did not answer: the last failure of some in a row opens the breaker, a probe's makes the pause longer. */
export async function countFailure(part: Part, { isProbe }: Entry, reason: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [breaker] = await tx
      .insert(breakers)
      .values({ part, failures: 1, reason })
      .onConflictDoUpdate({
        target: breakers.part,
        set: { failures: sql`${breakers.failures} + 1`, reason },
      })
      .returning()
    if (!breaker) return
    // A call that had begun before it opened says nothing new.
    const opens = !breaker.openedAt && breaker.failures >= failuresToOpen
    if (opens) {
      log().warn({ part, reason }, 'it does not answer')
      await raiseAlert(tx, { kind: 'server_down', subject: part, summary: `${await nameOf(tx, part)}: ${reason}` })
    }
    if (opens || (breaker.openedAt && isProbe)) await putOff(tx, part, breaker.openedAt ? breaker.tries + 1 : 0)
  })
}

async function putOff(tx: Tx, part: Part, tries: number): Promise<void> {
  const [{ nextTryAt } = { nextTryAt: null }] = await tx
    .update(breakers)
    .set({
      tries,
      openedAt: sql`coalesce(${breakers.openedAt}, clock_timestamp())`,
      nextTryAt: sql`clock_timestamp() + ${pauseBeforeTry(tries)} * interval '1 millisecond'`,
    })
    .where(eq(breakers.part, part))
    .returning({ nextTryAt: breakers.nextTryAt })
  await addJob(tx, 'wake-orders', { waitsFor: part }, { key: `wake:${part}`, runAt: nextTryAt ?? undefined })
}

async function nameOf(tx: Tx, part: Part): Promise<string> {
  if (part === 'stripe') return 'Stripe'
  if (part === 'smtp') return 'The mail server'
  const [side, id = ''] = part.split(':')
  const [server] = await tx.select({ name: servers.name }).from(servers).where(eq(servers.id, id))
  return side === 'sites' ? `The sites of server ${server?.name}` : `Server ${server?.name}`
}
