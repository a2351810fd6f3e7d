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
