import { connect, type Db } from '@/db/client'
import { env } from './env'

let pool: Db | undefined

/** This process's pool, opened at first use. */
export function db(): Db {
  pool ??= connect(env().DATABASE_URL, env().DATABASE_POOL_SIZE)
  return pool
}

/** Lets running queries finish, then closes the pool. */
export async function closeDatabase(): Promise<void> {
  const closing = pool
  pool = undefined
  await closing?.$client.end({ timeout: 10 })
}

/** Socket errors, and those of postgres.js for connections that broke or were never made. */
const connectionTrouble = /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+)$/

/** SQLSTATE classes 08 connection, 53 resources, 57P shutdown, and 25006 read-only (PostgreSQL manual, appendix A). */
const serverTrouble = /^(08\w{3}|53\w{3}|57P\w{2}|25006)$/

/** Whether a failure is the database's own and may pass, rather than a mistake in what was asked of it. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return connectionTrouble.test(code) || serverTrouble.test(code) || isDatabaseTrouble(error.cause)
}
