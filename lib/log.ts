import pino from 'pino'
import { env } from './env'
import { rootCause } from './explain-error'

let logger: pino.Logger | undefined

/** The process's log: JSON lines on standard output, with secrets removed. */
export function log(): pino.Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    serializers: { err: describeError },
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

/** Not every property, because drivers hang the values of a query on their errors. */
function describeError(error: unknown) {
  const cause = rootCause(error)
  if (!(cause instanceof Error)) return { message: String(cause) }
  return {
    type: cause.name,
    message: cause.message,
    code: 'code' in cause ? cause.code : undefined,
    stack: cause.stack,
  }
}
