import { eq } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { servers, websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { decrypt } from '@/lib/secrets'
import type { HostingDriver, Outcome, Server, WebsiteSpec } from './driver'
import { driverOf } from './registry'

export type HostedWebsite = {
  kind: 'hosted'
  driver: HostingDriver
  server: Server
  spec: WebsiteSpec
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
  const driver = driverOf(server.driver)
  if (!driver) return { kind: 'operator', reason: `Server ${server.name} needs the unknown driver ${server.driver}` }
  const credentials = decryptOrUndefined(server.credentials)
  if (credentials === undefined) {
    return { kind: 'operator', reason: `The credentials of server ${server.name} were sealed with another APP_SECRET` }
  }
  const { username, id: owner, generation, domain, systemDomain, phpVersion, nonce } = website
  return {
    kind: 'hosted',
    isOver: website.status === 'terminating' || website.status === 'terminated',
    driver,
    server: { name: server.name, address: server.address, credentials },
    spec: {
      username,
      owner,
      generation,
      domain,
      systemDomain,
      phpVersion,
      nonce,
      suspended: website.status === 'suspended',
      limits: { storageMb: (limits.storageGb ?? 1) * 1024 },
    },
  }
}

function decryptOrUndefined(sealed: string): string | undefined {
  try {
    return decrypt(sealed)
  } catch {
    return undefined
  }
}
