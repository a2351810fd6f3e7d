import { Unanswered } from '@/lib/breaker/unanswered'
import { env } from '@/lib/env'
import { explainError } from '@/lib/explain-error'

/** The mail server will not take this mail, now or later: another try is useless until a person has looked. */
export class MailRefused extends Error {
  override name = 'MailRefused'
}

/** The mail did not leave this time, for a reason of its own: a mailbox that is full, a reader's server that is busy. */
class MailNotSent extends Error {
  override name = 'MailNotSent'
}

const maxCharacters = 500

/**
 * Replies about a mail, its sender or its reader. Codes 530, 534, 535 and 538 (RFC 4954) are about our own sign-in to the server:
 * those are for an operator to mend, and the mail goes out afterwards.
 */
const mailCommands = ['MAIL FROM', 'RCPT TO', 'DATA']
const signInReplies = [530, 534, 535, 538]

/** Codes of nodemailer for a server that cannot be reached, does not speak SMTP, does not let us sign in or takes too long. */
const serverTrouble = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EPROTOCOL', 'EAUTH', 'EABORT']

const tryAgainMs = 1_000

/**
 * What went wrong, in words that may be stored and logged: shortened, and without the mail's secret.
 * @param secret what the mail held and nobody may see; null when it held none
 */
export function explainFailure(error: unknown, secret: string | null): MailRefused | MailNotSent | Unanswered {
  const words = isAborted(error) ? 'It did not take a mail within the time it has' : explainError(error)
  const message = withoutSecrets(words, [secret, env().SMTP_PASS])
  if (isServerTrouble(error)) return new Unanswered('smtp', message, tryAgainMs)
  return isRefusal(error) ? new MailRefused(message) : new MailNotSent(message)
}

/** By our own limit for one mail. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EABORT'
}

/** Whether the server itself said what it thinks of a mail. */
export function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && !isServerTrouble(error)
}

function withoutSecrets(message: string, secrets: (string | null | undefined)[]): string {
  const clean = secrets.reduce<string>(
    (text, secret) => (secret ? text.replaceAll(secret, '[removed]') : text),
    message,
  )
  return clean.slice(0, maxCharacters)
}

/** Every mail would fare the same. 421: the server is going down (RFC 5321). */
function isServerTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  const reply = 'responseCode' in error ? error.responseCode : undefined
  return serverTrouble.some((name) => name === code) || reply === 421
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('permanent' in error) || error.permanent !== true) return false
  const command = 'command' in error ? error.command : undefined
  const reply = 'responseCode' in error ? error.responseCode : undefined
  return mailCommands.some((name) => name === command) && !signInReplies.some((code) => code === reply)
}
