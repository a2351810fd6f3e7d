import type { Executor } from '@/db/client'
import { addJob } from '@/lib/jobs/add-job'
import { type Mail, recordMail } from './record-mail'
import type { TemplateName } from './templates'

/**
 * Has a mail sent once the caller's transaction commits: one row and one job, however often it is asked for.
 * @throws ZodError when the props are not the template's
 */
export async function queueMail<Name extends TemplateName>(
  executor: Executor,
  mail: Mail<Name>,
): Promise<{ emailLogId: string }> {
  const { emailLogId, created } = await recordMail(executor, mail)
  if (created) await addJob(executor, 'send-mail', { emailLogId }, { key: `mail:${emailLogId}` })
  return { emailLogId }
}
