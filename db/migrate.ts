import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import { connect } from './client'

/** Any number that nothing else in this database locks. */
const migrationLock = 7_301_944

/**
 * Brings a database to the newest tables: ours and the job queue's. Safe to run from many processes at once.
 * @param url `postgres://…` of a role that may create schemas
 */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection, so that the session's advisory lock and the migrations share it.
  const db = connect(url, 1)
  try {
    await db.execute(`select pg_advisory_lock(${migrationLock})`)
    await migrate(db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
    await runMigrations({ connectionString: url })
  } finally {
    await db.$client.end()
  }
}
