import { Unanswered } from '@/lib/breaker/unanswered'
import { db, isDatabaseTrouble } from '@/lib/database'
import { explainError } from '@/lib/explain-error'
import { raiseAlert } from './raise-alert'
import { resolveAlert } from './resolve-alert'

/**
 * Does work that comes again by the time, and tells staff while it fails: no try of it is its last, so nothing else
 * would. A part or a database that does not answer is told of by itself.
 * @param name the work in words for staff, which is also what the alert is about
 * @throws what the work throws
 */
export async function watchUpkeep<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const alert = { kind: 'upkeep_failed', subject: `upkeep:${name}` } as const
  try {
    const result = await work()
    await db().transaction((tx) => resolveAlert(tx, alert))
    return result
  } catch (error) {
    if (error instanceof Unanswered || isDatabaseTrouble(error)) throw error
    const summary = `${name} came to no end: ${explainError(error)}`
    await db().transaction((tx) => raiseAlert(tx, { ...alert, summary }))
    throw error
  }
}
