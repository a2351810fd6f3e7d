import { and, eq, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { servers, websites } from '@/db/schema/provisioning'

/** How many more sites the active servers may hold. */
export async function countRoom(tx: Tx): Promise<number> {
  const sites = tx
    .select({ sites: sql`count(*)` })
    .from(websites)
    .where(and(eq(websites.serverId, servers.id), ne(websites.status, 'terminated')))
  const [row] = await tx
    .select({ room: sql<number>`coalesce(sum(greatest(${servers.capacity} - (${sites}), 0)), 0)::int` })
    .from(servers)
    .where(eq(servers.state, 'active'))
  return row?.room ?? 0
}
