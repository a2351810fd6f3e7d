import { connect, type Db } from '@/db/client'
import { env } from './env'
import { AppError } from './errors'

declare global {
  /** One for the process, though a build has this file more than once: in its pages and in proxy.ts. */
  var databasePool: Db | undefined
}

/**
 * What is stuck ends by itself, in milliseconds: a statement, the wait for a lock, and a transaction whose owner is gone
 * without a word, which would hold its rows for hours. No transaction of ours waits for anything else.
 */
const limits = { statement_timeout: 20_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 10_000 }

/** This process's pool, opened at first use. */
export function db(): Db {
  globalThis.databasePool ??= connect(env().DATABASE_URL, env().DATABASE_POOL_SIZE, limits)
  return globalThis.databasePool
}

/**
 * Closes the pool; the next use opens another one.
 * @param graceSeconds for running queries; with 0 they fail at once
 */
export async function closeDatabase(graceSeconds = 10): Promise<void> {
  const closing = globalThis.databasePool
  globalThis.databasePool = undefined
  await closing?.$client.end({ timeout: graceSeconds })
}

/**
 * Waits for work that needs the database no longer than a visitor would: its connections may all be busy, or hang.
 * @throws AppError `database_unreachable`; what was begun may still happen
 */
export async function withinDeadline<Result>(deadlineMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    const message = 'Our database is too busy right now. Try again in a minute.'
    const late = new AppError('database_unreachable', message, { retryAfterSeconds: 5 })
    timer = setTimeout(() => reject(late), deadlineMs)
  })
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer))
}

/** Socket errors, and those of postgres.js for connections that broke or were never made. */
const connectionTrouble =
  /^(ECONN\w+|E(HOST|NET)(UNREACH|DOWN)|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+)$/

/**
 * SQLSTATE classes 08 connection, 53 resources (full disk, too many connections), 57 shutdown and time-outs, 58 the
 * server's own input and output, 25006 read-only, 25P03 idle for too long, 55P03 a lock that was not to be had
 * (PostgreSQL manual, appendix A).
 */
const serverTrouble = /^(08\w{3}|53\w{3}|57\w{3}|58\w{3}|25006|25P03|55P03)$/

/** Whether a failure is the database's own and may pass, rather than a mistake in what was asked of it. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return connectionTrouble.test(code) || serverTrouble.test(code) || isDatabaseTrouble(error.cause)
}
