import type { ProductLimits } from '@/db/schema/catalog'
import type { websites } from '@/db/schema/provisioning'
import type { WebsiteSpec } from './driver'

/** What a website should be on its server, by its row and its plan's limits. */
export function specOf(website: typeof websites.$inferSelect, limits: ProductLimits): WebsiteSpec {
  const { username, id: owner, generation, domain, systemDomain, phpVersion, nonce, status } = website
  return {
    username,
    owner,
    generation,
    domain,
    systemDomain,
    phpVersion,
    nonce,
    suspended: status === 'suspended',
    limits: { storageMb: (limits.storageGb ?? 1) * 1024 },
  }
}
