import { eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { servers, websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import type { HostingDriver, Outcome, Server, WebsiteSpec } from './driver'
import { reachServer } from './reach-server'
import { specOf } from './website-spec'

export type HostedWebsite = {
  kind: 'hosted'
  driver: HostingDriver
  serverId: string
  server: Server
  spec: WebsiteSpec
  /** Of a call that the server has not finished yet. */
  operationId: string | null
  isOver: boolean
}

/** A website with the server that it was placed on and what it should be there, or why nothing can be done for it. */
export async function findHostedWebsite(websiteId: string): Promise<HostedWebsite | Outcome> {
  const found = await findPlacedWebsite(websiteId)
  if (found.kind === 'hosted' && found.isOver) {
    return { kind: 'rejected', code: 'terminated', reason: `${found.spec.domain} was terminated` }
  }
  return found
}

/** The same, for one that is being terminated too. */
export async function findPlacedWebsite(websiteId: string): Promise<HostedWebsite | Outcome> {
  const [row] = await db()
    .select({ website: websites, server: servers, limits: products.limits })
    .from(websites)
    .innerJoin(subscriptions, eq(subscriptions.id, websites.subscriptionId))
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .leftJoin(servers, eq(servers.id, websites.serverId))
    .where(eq(websites.id, websiteId))
  if (!row) return { kind: 'operator', reason: `There is no website ${websiteId}` }
  const { website, server, limits } = row
  if (!server) return { kind: 'retry', afterMs: 5_000, reason: `${website.domain} has no server yet` }
  const reached = reachServer(server)
  if (reached.kind !== 'reached') return reached
  return {
    kind: 'hosted',
    isOver: website.status === 'terminating' || website.status === 'terminated',
    driver: reached.driver,
    serverId: server.id,
    server: reached.server,
    spec: specOf(website, limits),
    operationId: website.operationId,
  }
}
