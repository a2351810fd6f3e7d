import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { breakers } from '@/db/schema/breakers'
import { fulfilmentSteps } from '@/db/schema/fulfilment'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { Unanswered } from '@/lib/breaker/unanswered'
import { orderNumber } from '@/lib/checkout/order-number'
import { now } from '@/lib/clock'
import { db, isDatabaseTrouble } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { failStep } from './checkpoint'
import { type Fulfilment, Held, NoRoom, room, UnderWay } from './step'
import type { StepName } from './step-names'
import { partCheckMs, roomCheckMs } from './wake-orders'

const firstRetryMs = 500
const longestRetryMs = 5 * 60_000

/** What is not this order's own trouble, and ends for all at once. */
const longestRetryOfOthersMs = 10_000

/** A step that takes longer than this is told to staff. */
const patienceMs = 10 * 60_000

/**
 * Puts a step off. The order comes back by itself after a pause that grows up to five minutes; and at once when what it
 * waits for is there again.
 */
export async function holdStep(fulfilment: Fulfilment, step: StepName, attempt: number, error: unknown): Promise<void> {
  log().warn({ fulfilmentId: fulfilment.id, step, attempt, err: error }, 'fulfilment step put off')
  await db().transaction(async (tx) => {
    const waitsFor = await whatItWaitsFor(tx, error)
    if (!(await failStep(tx, fulfilment, step, attempt, { reason: explainError(error), waitsFor }))) return
    const runAt = new Date(Date.now() + pauseMs(attempt, error, waitsFor))
    await addJob(tx, 'fulfil', { fulfilmentId: fulfilment.id }, { key: `fulfil:${fulfilment.id}`, runAt })
    if (waitsFor) await planWaking(tx, waitsFor)
    await tellIfLong(tx, fulfilment, step, error)
  })
}

/** A part only while it counts as not answering. The lock makes whoever closes its breaker wait for us, and then wake us. */
async function whatItWaitsFor(tx: Tx, error: unknown): Promise<string | null> {
  if (error instanceof NoRoom) return room
  if (!(error instanceof Unanswered)) return null
  const [breaker] = await tx
    .select({ isOpen: sql<boolean>`${breakers.openedAt} is not null` })
    .from(breakers)
    .where(eq(breakers.part, error.part))
    .for('share')
  return breaker?.isOpen ? error.part : null
}

function pauseMs(attempt: number, error: unknown, waitsFor: string | null): number {
  // It answers again since we were turned away.
  if (error instanceof Unanswered && error.wasHeld && !waitsFor) return 0
  if (error instanceof UnderWay) return error.pollAfterMs
  const grown = firstRetryMs * 2 ** (attempt - 1)
  if (waitsFor) return Math.min(grown, longestRetryMs)
  if (error instanceof Unanswered) return Math.max(Math.min(grown, longestRetryOfOthersMs), error.afterMs)
  if (isDatabaseTrouble(error)) return Math.min(grown, longestRetryOfOthersMs)
  return Math.max(Math.min(grown, longestRetryMs), error instanceof Held ? error.atLeastMs : 0)
}

async function planWaking(tx: Tx, waitsFor: string): Promise<void> {
  const runAt = new Date(Date.now() + (waitsFor === room ? roomCheckMs : partCheckMs))
  await addJob(tx, 'wake-orders', { waitsFor }, { key: `wake:${waitsFor}`, runAt, keepsRunAt: true })
}

async function tellIfLong(tx: Tx, fulfilment: Fulfilment, step: StepName, error: unknown): Promise<void> {
  const [row] = await tx
    .select({ startedAt: fulfilmentSteps.startedAt })
    .from(fulfilmentSteps)
    .where(sql`${fulfilmentSteps.fulfilmentId} = ${fulfilment.id} and ${fulfilmentSteps.step} = ${step}`)
  const isLong = row !== undefined && now().getTime() - row.startedAt.getTime() > patienceMs
  if (!isLong && !(error instanceof NoRoom)) return
  const summary = `Order ${orderNumber(fulfilment.order.id)} waits: ${explainError(error)}`
  await raiseAlert(tx, { kind: 'order_waiting', subject: `checkout_sessions:${fulfilment.order.id}`, summary })
}
