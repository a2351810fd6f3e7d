import { eq } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { emailLog } from '@/db/schema/mail'
import { defaultLocale, type Locale } from '@/lib/words/locale'
import { type PropsOf, type TemplateName, templates } from './templates'

export type Mail<Name extends TemplateName> = {
  /** Names the occasion, e.g. `order:<id>`: for one occasion there is one mail, whoever asks first. */
  dedupeKey: string
  template: Name
  to: string
  /** In which it is written; staff's mails leave it out. */
  locale?: Locale
  props: PropsOf<Name>
}

/**
 * Writes down, in the caller's transaction, that a mail is to be sent. The caller sees to deliverMail itself;
 * queueMail leaves it to a job.
 * @returns `created` is false when the occasion had its mail already, which stays as it was
 * @throws ZodError when the props are not the template's
 */
export async function recordMail<Name extends TemplateName>(
  executor: Executor,
  { dedupeKey, template, to, locale = defaultLocale, props }: Mail<Name>,
): Promise<{ emailLogId: string; created: boolean }> {
  const [created] = await executor
    .insert(emailLog)
    .values({ dedupeKey, toAddress: to, template, locale, ...templates[template].outline(props, locale) })
    .onConflictDoNothing({ target: emailLog.dedupeKey })
    .returning({ id: emailLog.id })
  if (created) return { emailLogId: created.id, created: true }
  const [known] = await executor.select({ id: emailLog.id }).from(emailLog).where(eq(emailLog.dedupeKey, dedupeKey))
  if (!known) throw new Error(`The mail ${dedupeKey} was deleted while it was being recorded`)
  return { emailLogId: known.id, created: false }
}
