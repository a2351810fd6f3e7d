// A process of its own, so that the launcher need not hold the product's libraries in memory.
import { ne, sql } from 'drizzle-orm'
import { migrateDatabase } from '../../db/migrate'
import { servers, websites } from '../../db/schema/provisioning'
import { seed } from '../../db/seed/seed'
import { createStaff } from '../../lib/accounts/create-staff'
import { closeDatabase, db } from '../../lib/database'
import { env } from '../../lib/env'
import { addServer } from '../../lib/provisioning/add-server'
import type { DatabaseReport } from './report'

const { DEMO_STAFF_EMAIL = '', DEMO_STAFF_PASSWORD = '' } = process.env
const { DEMO_HOSTING_URL = '', DEMO_SITES_URL = '', DEMO_HOSTING_TOKEN = '' } = process.env
const embeddedHosting = 'embedded'

await migrateDatabase(env().DATABASE_URL)
await seed(db())
await createStaff({ email: DEMO_STAFF_EMAIL, name: 'Staff', password: DEMO_STAFF_PASSWORD })
const [realServer] = await db().select().from(servers).where(ne(servers.driver, embeddedHosting)).limit(1)
if (!realServer) {
  await addServer({
    name: 'demo',
    driver: embeddedHosting,
    address: DEMO_HOSTING_URL,
    credentials: { token: DEMO_HOSTING_TOKEN, sitesUrl: DEMO_SITES_URL },
    capacity: 500,
  })
  // The sites' port may be another one than at the last start.
  const port = new URL(DEMO_SITES_URL).port
  await db()
    .update(websites)
    .set({ url: sql`regexp_replace(${websites.url}, '(\\.localhost:)\\d+', ${`\\1${port}`})` })
}
const report: DatabaseReport = { databaseUrl: env().DATABASE_URL, needsHosting: !realServer }
await closeDatabase()
// Threads that hash passwords would keep it alive.
process.send?.(report, () => process.exit(0))
