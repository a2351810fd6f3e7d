import type { Executor } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { now } from '@/lib/clock'

/**
 * Writes down who did what to what.
 * @param entry `actor` is `user:<id>`, `stripe` or `system`; `subject` is `<table>:<id>`; `details` hold no secrets;
 *   `id`, of the form that was sent, makes a second click the same entry
 */
export async function recordAudit(
  executor: Executor,
  entry: { id?: string; actor: string; action: string; subject: string; details?: Record<string, unknown> },
): Promise<void> {
  await executor
    .insert(auditLog)
    .values({ at: now(), ...entry })
    .onConflictDoNothing()
}
