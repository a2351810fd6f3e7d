import { eq } from 'drizzle-orm'
import { emailLog } from '@/db/schema/mail'
import { db } from '@/lib/database'
import { MailRefused } from '@/lib/mail/explain-failure'
import { watchUpkeep } from './watch-upkeep'

/**
 * Delivers a mail. One to staff that was refused is tried again, as nothing else tells what it tells; meanwhile the
 * admin pages say so.
 * @throws what `deliver` throws; for a mail to staff never MailRefused
 */
export async function watchStaffMail(emailLogId: string, deliver: () => Promise<void>): Promise<void> {
  const [mail] = await db().select({ template: emailLog.template }).from(emailLog).where(eq(emailLog.id, emailLogId))
  if (mail?.template !== 'staff-alerts') return deliver()
  await watchUpkeep('The mail to staff', () => deliver().catch(keepTrying))
}

function keepTrying(error: unknown): never {
  throw error instanceof MailRefused ? new Error(error.message) : error
}
