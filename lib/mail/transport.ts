import { createTransport } from 'nodemailer'
import { env } from '@/lib/env'

const timeoutMs = 10_000

let transport: ReturnType<typeof openTransport> | undefined

/** This process's pool of SMTP connections, opened at first use. */
export function smtp() {
  transport ??= openTransport()
  return transport
}

/** Ends the idle connections; a mail that is being sent is sent first. */
export function closeTransport(): void {
  transport?.close()
  transport = undefined
}

function openTransport() {
  const { SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASS } = env()
  return createTransport({
    pool: true,
    host: SMTP_HOST,
    port: SMTP_PORT,
    // Port 465 is TLS from the first byte (RFC 8314); elsewhere STARTTLS, without which nothing leaves this machine.
    secure: SMTP_PORT === 465,
    requireTLS: !isThisMachine(SMTP_HOST),
    ...(SMTP_USER ? { auth: { user: SMTP_USER, pass: SMTP_PASS ?? '' } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
