import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { beginStep, completeFulfilment, completeStep, parkFulfilment } from './checkpoint'
import { crashPoint } from './crash-points'
import { holdStep } from './hold-step'
import { type Fulfilment, NeedsPerson } from './step'
import { type StepName, stepNames } from './step-names'
import { steps } from './steps'

/**
 * Takes a paid order through the steps that are not done yet. May die anywhere and be called again;
 * a step that fails is tried again later by a job of its own, for as long as it takes.
 * @param stopping once it aborts, the steps that are left are another worker's
 */
export async function fulfil(fulfilmentId: string, stopping?: AbortSignal): Promise<void> {
  const done = await completedSteps(fulfilmentId)
  for (const step of stepNames) {
    if (done.has(step)) continue
    if (stopping?.aborted) return leaveToOthers(fulfilmentId)
    const fulfilment = await load(fulfilmentId)
    if (fulfilment?.status !== 'running') return
    if (!(await runStep(fulfilment, step))) return
  }
  await completeFulfilment(fulfilmentId)
}

async function leaveToOthers(fulfilmentId: string): Promise<void> {
  await addJob(db(), 'fulfil', { fulfilmentId }, { key: `fulfil:${fulfilmentId}` })
}

/** @returns whether the next step may run */
async function runStep(fulfilment: Fulfilment, step: StepName): Promise<boolean> {
  const { id: orderId } = fulfilment.order
  crashPoint(orderId, step, 'before_intent')
  const attempt = await beginStep(fulfilment, step)
  if (!attempt) return true
  crashPoint(orderId, step, 'after_intent')
  try {
    const commit = await steps[step](fulfilment)
    crashPoint(orderId, step, 'after_effect')
    const isOurs = await completeStep(fulfilment, step, attempt, commit)
    crashPoint(orderId, step, 'after_commit')
    return isOurs
  } catch (error) {
    if (error instanceof NeedsPerson) await parkFulfilment(fulfilment, step, attempt, error)
    else await holdStep(fulfilment, step, attempt, error)
    return false
  }
}

async function completedSteps(fulfilmentId: string): Promise<Set<string>> {
  const rows = await db()
    .select({ step: fulfilmentSteps.step, completedAt: fulfilmentSteps.completedAt })
    .from(fulfilmentSteps)
    .where(eq(fulfilmentSteps.fulfilmentId, fulfilmentId))
  return new Set(rows.filter((row) => row.completedAt).map((row) => row.step))
}

/** Fresh before each step, because the step before it may have added to it. */
async function load(fulfilmentId: string): Promise<Fulfilment | undefined> {
  const [row] = await db()
    .select()
    .from(fulfilments)
    .innerJoin(checkoutSessions, eq(checkoutSessions.id, fulfilments.checkoutSessionId))
    .where(eq(fulfilments.id, fulfilmentId))
  return row && { ...row.fulfilments, order: row.checkout_sessions }
}
