import { startMail } from './start-mail'

const { MAIL_SANDBOX_SMTP_PORT, MAIL_SANDBOX_WEB_PORT, MAIL_SANDBOX_DATA_DIR } = process.env
if (!MAIL_SANDBOX_SMTP_PORT || !MAIL_SANDBOX_WEB_PORT || !MAIL_SANDBOX_DATA_DIR) {
  throw new Error('Set MAIL_SANDBOX_SMTP_PORT, MAIL_SANDBOX_WEB_PORT and MAIL_SANDBOX_DATA_DIR')
}

const mail = await startMail({
  smtpPort: Number(MAIL_SANDBOX_SMTP_PORT),
  webPort: Number(MAIL_SANDBOX_WEB_PORT),
  dataDir: MAIL_SANDBOX_DATA_DIR,
})
console.info(`SMTP on 127.0.0.1:${mail.smtpPort}, inbox at ${mail.webUrl}`)
process.once('SIGTERM', () => void mail.stop().then(() => process.exit(0)))
