import { mkdirSync } from 'node:fs'
import { MailDev } from 'maildev'

export type RunningMail = {
  smtpPort: number
  webPort: number
  /** Address of the inbox's pages; its API is below `/api`. */
  webUrl: string
  stop(): Promise<void>
}

const keptMails = 1000

/**
 * A real SMTP server that keeps what it gets, with an inbox to read it in (maildev 3): `GET /api/email` lists the
 * mails, oldest first, `DELETE /api/email/all` empties it. On 127.0.0.1 only.
 * @param options.smtpPort 0 for any free one, as `webPort`
 * @param options.dataDir the mails are kept here as .eml files and shown again after a restart
 */
export async function startMail(options: { smtpPort: number; webPort: number; dataDir: string }): Promise<RunningMail> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const maildev = new MailDev({
    smtp: options.smtpPort,
    ip: '127.0.0.1',
    web: options.webPort,
    webIp: '127.0.0.1',
    mailDirectory: options.dataDir,
    maxEmails: keptMails,
  })
  const { smtp, api } = await maildev.start()
  const webPort = api?.getAddress()?.port ?? options.webPort
  return {
    smtpPort: smtp.getPort(),
    webPort,
    webUrl: `http://127.0.0.1:${webPort}`,
    stop: () => maildev.stop(),
  }
}
