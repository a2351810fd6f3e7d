import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { db } from '@/lib/database'
import { queueMail } from '@/lib/mail/queue-mail'
import { normalizeEmail } from './create-account'

/**
 * Queues a mail with a reset link when the address has an account. The link's token is made when the mail is sent, so
 * that neither the job nor the e-mail log ever holds it.
 */
export async function requestPasswordReset(email: string): Promise<void> {
  await db().transaction(async (tx) => {
    const [user] = await tx
      .select({ id: users.id, email: users.email, name: users.name, locale: users.locale })
      .from(users)
      .where(eq(sql`lower(${users.email})`, normalizeEmail(email)))
    if (!user) return
    await queueMail(tx, {
      dedupeKey: `password-reset:${randomUUID()}`,
      template: 'password-reset',
      to: user.email,
      locale: user.locale,
      props: { userId: user.id, name: user.name },
    })
  })
}
