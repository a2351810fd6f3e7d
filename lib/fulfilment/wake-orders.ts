import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { breakers } from '@/db/schema/breakers'
import { fulfilments } from '@/db/schema/fulfilment'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { countRoom } from '@/lib/provisioning/count-room'
import { room } from './step'

/** While orders wait for room, it is looked for this often; whoever makes room need not know of them. */
export const roomCheckMs = 5_000

/** Time for an order that was woken to ask the part. */
const probeMs = 2_000

/**
 * Sets orders going again that wait: all of them when the part answers again; while it does not, one at a time, whose
 * next call finds out; or as many as there is room for. Comes back by itself while there is somebody to wake.
 * @param waitsFor a part, or `room`
 */
export async function wakeOrders(waitsFor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const { count, againInMs } = waitsFor === room ? await planForRoom(tx) : await planForPart(tx, waitsFor)
    await wake(tx, waitsFor, count)
    if (againInMs === null) return
    const runAt = new Date(Date.now() + againInMs)
    await addJob(tx, 'wake-orders', { waitsFor }, { key: `wake:${waitsFor}`, runAt })
  })
}

/** How many to wake now, and when to look again. */
type Plan = { count: number; againInMs: number | null }

async function planForRoom(tx: Tx): Promise<Plan> {
  const waiting = await tx.$count(fulfilments, isWaitingFor(room))
  return { count: await countRoom(tx), againInMs: waiting > 0 ? roomCheckMs : null }
}

async function planForPart(tx: Tx, part: string): Promise<Plan> {
  const [breaker] = await tx
    .select({
      isOpen: sql<boolean>`${breakers.openedAt} is not null`,
      waitMs: sql<number>`extract(epoch from ${breakers.nextTryAt} - clock_timestamp())::float8 * 1000`,
    })
    .from(breakers)
    .where(eq(breakers.part, part))
  if (!breaker?.isOpen) return { count: Number.POSITIVE_INFINITY, againInMs: null }
  return breaker.waitMs > 0 ? { count: 0, againInMs: breaker.waitMs } : { count: 1, againInMs: probeMs }
}

/** For room the oldest orders; of those that wait for a part each in its turn, so that one bad order does not stop all. */
async function wake(tx: Tx, waitsFor: string, count: number): Promise<void> {
  if (count <= 0) return
  const next = tx
    .select({ id: fulfilments.id })
    .from(fulfilments)
    .where(isWaitingFor(waitsFor))
    .orderBy(asc(waitsFor === room ? fulfilments.createdAt : fulfilments.updatedAt))
    .for('update', { skipLocked: true })
  const woken = await tx
    .update(fulfilments)
    .set({ updatedAt: now() })
    .where(inArray(fulfilments.id, Number.isFinite(count) ? next.limit(count) : next))
    .returning({ id: fulfilments.id })
  for (const { id } of woken) await addJob(tx, 'fulfil', { fulfilmentId: id }, { key: `fulfil:${id}` })
}

function isWaitingFor(waitsFor: string) {
  return and(eq(fulfilments.waitsFor, waitsFor), eq(fulfilments.status, 'running'))
}
