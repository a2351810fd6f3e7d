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
export const partCheckMs = 2_000

/** A part that has just come back is not asked for everything at once: that could silence it again. */
const atOnce = 10
const betweenMs = 1_000

/**
 * Sets orders going again that wait: some each second when the part answers again; while it does not, one at a time, whose
 * next call finds out; or as many as there is room for. Comes back by itself while there is somebody to wake.
 * @param waitsFor a part, or `room`
 */
export async function wakeOrders(waitsFor: string): Promise<void> {
  await db().transaction(async (tx) => {
    const { count, againInMs, isOver } = waitsFor === room ? await planForRoom(tx) : await planForPart(tx, waitsFor)
    await wake(tx, waitsFor, count, isOver)
    if (againInMs === null) return
    const runAt = new Date(Date.now() + againInMs)
    await addJob(tx, 'wake-orders', { waitsFor }, { key: `wake:${waitsFor}`, runAt })
  })
}

/** How many to wake now, when to look again, and whether those that are woken need not wait any more. */
type Plan = { count: number; againInMs: number | null; isOver: boolean }

async function planForRoom(tx: Tx): Promise<Plan> {
  const waiting = await tx.$count(fulfilments, isWaitingFor(room))
  return { count: await countRoom(tx), againInMs: waiting > 0 ? roomCheckMs : null, isOver: false }
}

async function planForPart(tx: Tx, part: string): Promise<Plan> {
  const [breaker] = await tx
    .select({
      isOpen: sql<boolean>`${breakers.openedAt} is not null`,
      waitMs: sql<number>`extract(epoch from ${breakers.nextTryAt} - clock_timestamp())::float8 * 1000`,
    })
    .from(breakers)
    .where(eq(breakers.part, part))
  const waiting = await tx.$count(fulfilments, isWaitingFor(part))
  if (!breaker?.isOpen) {
    return { count: atOnce, againInMs: waiting > atOnce ? betweenMs : null, isOver: true }
  }
  // Whoever comes to wait has us look again.
  if (waiting === 0) return { count: 0, againInMs: null, isOver: false }
  const isEarly = breaker.waitMs > 0
  return { count: isEarly ? 0 : 1, againInMs: isEarly ? breaker.waitMs : partCheckMs, isOver: false }
}

/** For room the oldest orders; of those that wait for a part each in its turn, so that one bad order does not stop all. */
async function wake(tx: Tx, waitsFor: string, count: number, isOver: boolean): Promise<void> {
  if (count <= 0) return
  const next = tx
    .select({ id: fulfilments.id })
    .from(fulfilments)
    .where(isWaitingFor(waitsFor))
    .orderBy(asc(waitsFor === room ? fulfilments.createdAt : fulfilments.updatedAt))
    .for('update', { skipLocked: true })
  const woken = await tx
    .update(fulfilments)
    .set({ updatedAt: now(), ...(isOver && { waitsFor: null }) })
    .where(inArray(fulfilments.id, next.limit(count)))
    .returning({ id: fulfilments.id })
  for (const { id } of woken) await addJob(tx, 'fulfil', { fulfilmentId: id }, { key: `fulfil:${id}` })
}

function isWaitingFor(waitsFor: string) {
  return and(eq(fulfilments.waitsFor, waitsFor), eq(fulfilments.status, 'running'))
}
