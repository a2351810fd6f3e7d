import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, expect, test } from 'vitest'
import { startMail } from './start-mail'

const dataDir = mkdtempSync(join(tmpdir(), 'migra-mail-test-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('takes a mail by SMTP, shows it in its inbox, and still has it after a restart', async () => {
  const first = await startMail({ smtpPort: 0, webPort: 0, dataDir })
  await createTransport({ host: '127.0.0.1', port: first.smtpPort }).sendMail({
    from: 'sales@migrahosting.example',
    to: 'john@example.com',
    subject: 'Your site is live',
    text: 'Have a look.',
  })
  expect(await subjects(first.webUrl)).toEqual(['Your site is live'])
  const page = await fetch(first.webUrl, { headers: { accept: 'text/html' } })
  expect(page.headers.get('content-type')).toContain('text/html')
  await first.stop()

  const second = await startMail({ smtpPort: 0, webPort: 0, dataDir })
  expect(await subjects(second.webUrl)).toEqual(['Your site is live'])
  await second.stop()
})

async function subjects(webUrl: string): Promise<unknown> {
  const mails: { subject: string }[] = await (await fetch(`${webUrl}/api/email`)).json()
  return mails.map(({ subject }) => subject)
}
