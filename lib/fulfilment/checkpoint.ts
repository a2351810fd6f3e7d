import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { raiseAlert } from '@/lib/alerts/raise-alert'
import { resolveAlert } from '@/lib/alerts/resolve-alert'
import { recordAudit } from '@/lib/audit/record-audit'
import { orderNumber } from '@/lib/checkout/order-number'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { log } from '@/lib/log'
import { announceProgress } from './announce-progress'
import type { Commit, Fulfilment, NeedsPerson } from './step'
import type { StepName } from './step-names'

/**
 * Writes down that a step is being tried.
 * @returns the attempt's number, which `completeStep` asks for; null when the step is done already
 */
export async function beginStep(fulfilment: Fulfilment, step: StepName): Promise<number | null> {
  const [begun] = await db()
    .insert(fulfilmentSteps)
    .values({ fulfilmentId: fulfilment.id, step, attempts: 1, startedAt: now() })
    .onConflictDoUpdate({
      target: [fulfilmentSteps.fulfilmentId, fulfilmentSteps.step],
      set: { attempts: sql`${fulfilmentSteps.attempts} + 1` },
      setWhere: isNull(fulfilmentSteps.completedAt),
    })
    .returning({ attempts: fulfilmentSteps.attempts })
  return begun?.attempts ?? null
}

/**
 * Records a step's effect and its checkpoint together.
 * @returns false when a newer attempt, by another worker, has taken the step over: nothing is written then
 */
export async function completeStep(
  fulfilment: Fulfilment,
  step: StepName,
  attempt: number,
  commit: Commit,
): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [owned] = await tx
      .update(fulfilmentSteps)
      .set({ completedAt: now(), error: null })
      .where(isAttempt(fulfilment, step, attempt))
      .returning({ step: fulfilmentSteps.step })
    if (!owned) return false
    if (fulfilment.reason) {
      await tx.update(fulfilments).set({ reason: null, waitsFor: null }).where(eq(fulfilments.id, fulfilment.id))
      await resolveAlert(tx, { kind: 'order_waiting', subject: alertSubjectOf(fulfilment) })
    }
    await commit(tx)
    await announceProgress(tx, fulfilment.checkoutSessionId)
    return true
  })
}

/** Stops a fulfilment until staff have looked at it; `resumeFulfilment` sets it going again. */
export async function parkFulfilment(
  fulfilment: Fulfilment,
  step: StepName,
  attempt: number,
  error: NeedsPerson,
): Promise<void> {
  log().error({ fulfilmentId: fulfilment.id, step, err: error }, 'fulfilment needs a person')
  await db().transaction(async (tx) => {
    if (!(await failStep(tx, fulfilment, step, attempt, { reason: explainError(error), waitsFor: null }))) return
    await tx
      .update(fulfilments)
      .set({ status: 'needs_person' })
      .where(and(eq(fulfilments.id, fulfilment.id), eq(fulfilments.status, 'running')))
    await recordAudit(tx, {
      actor: 'system',
      action: 'fulfilment.parked',
      subject: `fulfilments:${fulfilment.id}`,
      details: { step, reason: error.message },
    })
    await resolveAlert(tx, { kind: 'order_waiting', subject: alertSubjectOf(fulfilment) })
    await raiseAlert(tx, {
      kind: 'order_needs_person',
      subject: alertSubjectOf(fulfilment),
      summary: `Order ${orderNumber(fulfilment.checkoutSessionId)} stopped: ${error.message}`,
    })
  })
}

/**
 * Writes down why a step is not done.
 * @param why.waitsFor the part that must answer first, or room on a server
 * @returns false when a newer attempt has taken the step over, whose word counts
 */
export async function failStep(
  tx: Tx,
  fulfilment: Fulfilment,
  step: StepName,
  attempt: number,
  { reason, waitsFor }: { reason: string; waitsFor: string | null },
): Promise<boolean> {
  const [owned] = await tx
    .update(fulfilmentSteps)
    .set({ error: reason })
    .where(isAttempt(fulfilment, step, attempt))
    .returning({ step: fulfilmentSteps.step })
  if (!owned) return false
  await tx.update(fulfilments).set({ reason, waitsFor }).where(eq(fulfilments.id, fulfilment.id))
  await announceProgress(tx, fulfilment.checkoutSessionId)
  return true
}

/** The step while this attempt is the newest and has not completed it. */
function isAttempt(fulfilment: Fulfilment, step: StepName, attempt: number) {
  return and(
    eq(fulfilmentSteps.fulfilmentId, fulfilment.id),
    eq(fulfilmentSteps.step, step),
    eq(fulfilmentSteps.attempts, attempt),
    isNull(fulfilmentSteps.completedAt),
  )
}

/** Marks the whole as done, once. */
export async function completeFulfilment(fulfilmentId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [completed] = await tx
      .update(fulfilments)
      .set({ status: 'completed', completedAt: now(), reason: null, waitsFor: null })
      .where(and(eq(fulfilments.id, fulfilmentId), eq(fulfilments.status, 'running')))
      .returning()
    if (!completed) return
    await recordAudit(tx, {
      actor: 'system',
      action: 'fulfilment.completed',
      subject: `checkout_sessions:${completed.checkoutSessionId}`,
    })
    await announceProgress(tx, completed.checkoutSessionId)
  })
}

/** What alerts about an order are about. */
function alertSubjectOf({ checkoutSessionId }: Fulfilment): string {
  return `checkout_sessions:${checkoutSessionId}`
}
