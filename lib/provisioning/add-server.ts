import { servers } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { encrypt } from '@/lib/secrets'
import type { DriverName } from './registry'

/**
 * Registers a server, or brings the one of that name up to date; its state stays what it is.
 * @param server.address base address of its control interface
 * @param server.credentials what its driver needs; sealed with APP_SECRET before it is stored
 * @param server.capacity sites that it may hold
 * @param server.publicIpv4 and `publicIpv6`: what customers point their domains at; none for a host that only this
 *   machine reaches
 */
export async function addServer(server: {
  name: string
  driver: DriverName
  address: string
  credentials: Record<string, string>
  capacity: number
  publicIpv4?: string
  publicIpv6?: string
}): Promise<void> {
  const values = { ...server, credentials: encrypt(JSON.stringify(server.credentials)) }
  const { name: _, ...changes } = values
  await db().insert(servers).values(values).onConflictDoUpdate({ target: servers.name, set: changes })
}
