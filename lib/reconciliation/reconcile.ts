import { watchUpkeep } from '@/lib/alerts/watch-upkeep'
import { Unanswered } from '@/lib/breaker/unanswered'
import { isDatabaseTrouble } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { log } from '@/lib/log'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { compareServers } from './compare-servers'
import { compareSubscriptions } from './compare-subscriptions'
import type { Findings } from './findings'
import { recoverEvents } from './recover-events'
import { requeueEvents } from './requeue-events'
import { resumePaidOrders } from './resume-paid-orders'
import { settleOpenOrders } from './settle-open-orders'

type Run = (found: Findings) => Promise<void>
type Pass = { name: string; run: Run }

export type PassReport = Findings & {
  pass: string
  /** Why it could not run, or not to its end; null when it did. */
  failure: string | null
  /** The same as it was thrown. */
  error: unknown
}

/** So often that a payment of which no webhook tells is seen within the minute. */
const paymentPasses: Pass[] = [
  { name: 'missed events', run: patiently(recoverEvents) },
  { name: 'open orders', run: patiently(settleOpenOrders) },
]

const servicePasses: Pass[] = [
  { name: 'paid orders', run: resumePaidOrders },
  { name: 'stuck events', run: requeueEvents },
  { name: 'subscriptions', run: patiently(compareSubscriptions) },
  { name: 'servers', run: compareServers },
]

/** While Stripe is known not to answer, it is not asked. */
function patiently(run: Run): Run {
  return (found) => askPatiently(() => run(found))
}

/**
 * Compares our books with Stripe's on payments, and repairs what is safe to repair.
 * @throws at the end what kept a pass from its end and may be over in a second, so that nobody waits for the next minute
 */
export async function reconcilePayments(): Promise<PassReport[]> {
  const reports = await runLogged(paymentPasses)
  for (const { error } of reports) if (error instanceof Unanswered || isDatabaseTrouble(error)) throw error
  return reports
}

/** The same for what follows from payments: orders, subscriptions, and the sites on their servers. */
export function reconcileServices(): Promise<PassReport[]> {
  return runLogged(servicePasses)
}

/** Compares everything. Any number of runs, at the same time too, repair each difference once. */
export function reconcile(): Promise<PassReport[]> {
  return runPasses([...paymentPasses, ...servicePasses])
}

async function runLogged(passes: Pass[]): Promise<PassReport[]> {
  const reports = await runPasses(passes)
  for (const { pass, repaired, failure } of reports) {
    if (failure) log().warn({ pass, failure }, 'a pass of reconciliation came to no end')
    if (repaired.length > 0) log().info({ pass, repaired }, 'reconciliation repaired')
  }
  return reports
}

/** One that fails does not keep the next from running; what it left comes at its next turn. */
async function runPasses(passes: Pass[]): Promise<PassReport[]> {
  const reports: PassReport[] = []
  for (const { name, run } of passes) {
    const found: Findings = { looked: 0, repaired: [], needsPerson: [] }
    const error: unknown = await watchUpkeep(`Reconciliation of ${name}`, () => run(found)).then(
      () => null,
      (thrown) => thrown,
    )
    reports.push({ pass: name, ...found, error, failure: error === null ? null : explainError(error) })
  }
  return reports
}
