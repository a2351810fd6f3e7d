import type { servers } from '@/db/schema/provisioning'
import { decrypt } from '@/lib/secrets'
import type { HostingDriver, Outcome, Server } from './driver'
import { driverOf } from './registry'

/** The driver of a server's row, and what it needs to know of the server; or why nothing can be done there. */
export function reachServer(
  row: typeof servers.$inferSelect,
): { kind: 'reached'; driver: HostingDriver; server: Server } | Extract<Outcome, { kind: 'operator' }> {
  const driver = driverOf(row.driver)
  if (!driver) return { kind: 'operator', reason: `Server ${row.name} needs the unknown driver ${row.driver}` }
  const credentials = decryptOrUndefined(row.credentials)
  if (credentials === undefined) {
    return { kind: 'operator', reason: `The credentials of server ${row.name} were sealed with another APP_SECRET` }
  }
  return { kind: 'reached', driver, server: { name: row.name, address: row.address, credentials } }
}

function decryptOrUndefined(sealed: string): string | undefined {
  try {
    return decrypt(sealed)
  } catch {
    return undefined
  }
}
