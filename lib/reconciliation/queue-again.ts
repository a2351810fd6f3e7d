import type { Tx } from '@/db/client'
import { recordAudit } from '@/lib/audit/record-audit'
import { hasJob } from '@/lib/jobs/has-job'
import { causedBy } from './findings'

/**
 * Gives work that has lost its job another one. Two that find the same at once make one job.
 * @param work.lock locks the row that the work belongs to; no row means that the work is no longer to be done
 * @param work.key of the job
 * @param work.add adds it
 * @returns whether a job was added
 */
export async function queueAgain(
  tx: Tx,
  work: { lock: PromiseLike<unknown[]>; key: string; subject: string; add: () => Promise<void> },
): Promise<boolean> {
  const locked = await work.lock
  // Asked only now: a statement sees what was committed before it began.
  if (locked.length === 0 || (await hasJob(tx, work.key))) return false
  await work.add()
  await recordAudit(tx, { actor: 'system', action: 'job.requeued', subject: work.subject, details: causedBy })
  return true
}
