import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verifications } from '@/db/schema/accounts'
import { emailLog } from '@/db/schema/mail'
import { db } from '@/lib/database'
import { createAccount } from './create-account'
import { requestPasswordReset } from './request-password-reset'

test('an address with an account gets a mail, and no token exists before it is sent', async () => {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email: 'known@example.com', name: 'Known' }))
  await requestPasswordReset(' Known@example.com ')
  const mails = await db().select().from(emailLog).where(eq(emailLog.toAddress, 'known@example.com'))
  expect(mails).toMatchObject([{ template: 'password-reset', status: 'queued', props: { userId } }])
  expect(await db().select().from(verifications)).toEqual([])
})

test('an address without an account gets nothing', async () => {
  await requestPasswordReset('unknown@example.com')
  expect(await db().select().from(emailLog).where(eq(emailLog.toAddress, 'unknown@example.com'))).toEqual([])
})
