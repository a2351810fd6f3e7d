import pino from 'pino'
import { env } from './env'

let logger: pino.Logger | undefined

/** The process's log: JSON lines on standard output, with secrets removed. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    redact: {
      paths: ['password', 'token', 'secret', 'credentials', 'authorization', 'cookie'].flatMap((name) => [
        name,
        `*.${name}`,
        `*.*.${name}`,
      ]),
      censor: '[removed]',
    },
  })
  return logger
}
