import { eq, sql } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import type { WebsiteSpec } from '@/lib/provisioning/driver'
import { specOf } from '@/lib/provisioning/website-spec'

/** A site that was placed on a server. */
export type Site = {
  website: typeof websites.$inferSelect
  spec: WebsiteSpec
  /** Whether a job has still to bring its server in line. */
  isQueued: boolean
}

/** All sites of a server, those that are over too. */
export async function sitesOfServer(serverId: string): Promise<Site[]> {
  const rows = await db()
    .select({
      website: websites,
      limits: products.limits,
      isQueued: sql<boolean>`exists (
        select 1 from graphile_worker.jobs
        where key in ('website:' || ${websites.id}, 'terminate:' || ${websites.subscriptionId}))`,
    })
    .from(websites)
    .innerJoin(subscriptions, eq(subscriptions.id, websites.subscriptionId))
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .where(eq(websites.serverId, serverId))
  return rows.map(({ limits, ...site }) => ({ ...site, spec: specOf(site.website, limits) }))
}
