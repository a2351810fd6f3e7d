import { and, count, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { breakers } from '@/db/schema/breakers'
import { servers, websites } from '@/db/schema/provisioning'

/**
 * Gives a website its server: of the active ones that have room, the one that is least full; one that does not answer
 * only when there is no other. The place is taken in this transaction, so that two of them never share the last one.
 * @returns placed: false when no server has room; nothing is written then
 */
export async function placeWebsite(tx: Tx, websiteId: string): Promise<{ placed: boolean }> {
  const [website] = await tx
    .select({ serverId: websites.serverId })
    .from(websites)
    .where(eq(websites.id, websiteId))
    .for('update')
  if (!website) throw new Error(`There is no website ${websiteId}`)
  if (website.serverId) return { placed: true }

  const serverId = await findRoom(tx)
  if (!serverId) return { placed: false }
  await tx
    .update(websites)
    .set({ serverId, status: 'provisioning' })
    .where(and(eq(websites.id, websiteId), isNull(websites.serverId)))
  return { placed: true }
}

async function findRoom(tx: Tx): Promise<string | undefined> {
  // Whoever places waits here, in one order for all, and counts only after: the count sees what was committed meanwhile.
  const active = await tx
    .select({ id: servers.id, capacity: servers.capacity })
    .from(servers)
    .where(eq(servers.state, 'active'))
    .orderBy(servers.id)
    .for('update')
  const counts = await tx
    .select({ serverId: websites.serverId, sites: count() })
    .from(websites)
    .where(ne(websites.status, 'terminated'))
    .groupBy(websites.serverId)
  const sitesOf = new Map(counts.map(({ serverId, sites }) => [serverId, sites]))
  const withRoom = active
    .map(({ id, capacity }) => ({ id, capacity, sites: sitesOf.get(id) ?? 0 }))
    .filter(({ capacity, sites }) => sites < capacity)
  const silent = await silentServers(tx)
  const rank = (id: string) => (silent.has(id) ? 1 : 0)
  return withRoom.sort((a, b) => rank(a.id) - rank(b.id) || a.sites / a.capacity - b.sites / b.capacity)[0]?.id
}

/**
 * Ids of the servers of which one side, control or sites, does not answer. One that nobody has tried again when it was
 * time, because whoever waited for it does so no more, may well be back: only the next site to go there finds out.
 */
async function silentServers(tx: Tx): Promise<Set<string | undefined>> {
  const open = await tx
    .select({ part: breakers.part })
    .from(breakers)
    .where(
      and(
        isNotNull(breakers.openedAt),
        sql`coalesce(${breakers.nextTryAt}, ${breakers.openedAt}) > clock_timestamp() - interval '1 minute'`,
      ),
    )
  return new Set(open.map(({ part }) => part.split(':')[1]))
}
