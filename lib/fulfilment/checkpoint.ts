import { and, eq, isNull, sql } from 'drizzle-orm'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { recordAudit } from '@/lib/audit/record-audit'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { announceProgress } from './announce-progress'
import { type Commit, type Fulfilment, Held, type NeedsPerson } from './step'
import type { StepName } from './step-names'

const firstRetryMs = 500
const longestRetryMs = 5 * 60_000

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
      .where(
        and(
          eq(fulfilmentSteps.fulfilmentId, fulfilment.id),
          eq(fulfilmentSteps.step, step),
          eq(fulfilmentSteps.attempts, attempt),
          isNull(fulfilmentSteps.completedAt),
        ),
      )
      .returning({ step: fulfilmentSteps.step })
    if (!owned) return false
    await commit(tx)
    await announceProgress(tx, fulfilment.checkoutSessionId)
    return true
  })
}

/** Puts a step off: the job comes back by itself, after a pause that grows up to five minutes. */
export async function holdStep(fulfilment: Fulfilment, step: StepName, attempt: number, error: unknown): Promise<void> {
  const grown = Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs)
  const pauseMs = error instanceof Held ? Math.max(grown, error.atLeastMs) : grown
  log().warn({ fulfilmentId: fulfilment.id, step, attempt, pauseMs, err: error }, 'fulfilment step put off')
  await db().transaction(async (tx) => {
    await writeError(tx, fulfilment, step, error)
    const runAt = new Date(Date.now() + pauseMs)
    await addJob(tx, 'fulfil', { fulfilmentId: fulfilment.id }, { key: `fulfil:${fulfilment.id}`, runAt })
    await announceProgress(tx, fulfilment.checkoutSessionId)
  })
}

/** Stops a fulfilment until staff have looked at it. */
export async function parkFulfilment(fulfilment: Fulfilment, step: StepName, error: NeedsPerson): Promise<void> {
  log().error({ fulfilmentId: fulfilment.id, step, err: error }, 'fulfilment needs a person')
  await db().transaction(async (tx) => {
    await writeError(tx, fulfilment, step, error)
    await tx
      .update(fulfilments)
      .set({ status: 'needs_person', reason: error.message })
      .where(and(eq(fulfilments.id, fulfilment.id), eq(fulfilments.status, 'running')))
    await recordAudit(tx, {
      actor: 'system',
      action: 'fulfilment.parked',
      subject: `fulfilments:${fulfilment.id}`,
      details: { step, reason: error.message },
    })
    await announceProgress(tx, fulfilment.checkoutSessionId)
  })
}

/** Marks the whole as done, once. */
export async function completeFulfilment(fulfilmentId: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [completed] = await tx
      .update(fulfilments)
      .set({ status: 'completed', completedAt: now(), reason: null })
      .where(and(eq(fulfilments.id, fulfilmentId), eq(fulfilments.status, 'running')))
      .returning()
    if (!completed) return
    await recordAudit(tx, {
      actor: 'stripe',
      action: 'fulfilment.completed',
      subject: `checkout_sessions:${completed.checkoutSessionId}`,
    })
    await announceProgress(tx, completed.checkoutSessionId)
  })
}

async function writeError(
  tx: Parameters<Commit>[0],
  fulfilment: Fulfilment,
  step: StepName,
  error: unknown,
): Promise<void> {
  const text = String(error instanceof Error ? error.message : error).slice(0, 1000)
  await tx
    .update(fulfilmentSteps)
    .set({ error: text })
    .where(and(eq(fulfilmentSteps.fulfilmentId, fulfilment.id), eq(fulfilmentSteps.step, step)))
  await tx.update(fulfilments).set({ reason: text }).where(eq(fulfilments.id, fulfilment.id))
}
