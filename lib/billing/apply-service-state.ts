import type { Tx } from '@/db/client'
import type { Cause } from '@/lib/audit/cause'
import { suspendWebsite, unsuspendWebsite } from '@/lib/provisioning/suspend-website'
import { applyDunning } from './apply-dunning'
import { applyRetention } from './apply-retention'
import { applySuspensions } from './apply-suspensions'
import { loadService } from './load-service'

/**
 * Brings a service to what its subscription's row and the clock ask for: dunning, suspension, retention, the mails that
 * belong to them, and the site itself. It looks at rows alone, never at what an event said, so it may run any number of
 * times, in any order, and changes nothing when nothing is to be changed.
 */
export async function applyServiceState(tx: Tx, subscriptionId: string, cause: Cause): Promise<void> {
  const service = await loadService(tx, subscriptionId)
  const dunning = await applyDunning(tx, service, cause)
  const isSuspended = await applySuspensions(tx, service, dunning, cause)
  if (service.website && isSuspended) await suspendWebsite(tx, service.website.id)
  if (service.website && !isSuspended) await unsuspendWebsite(tx, service.website.id)
  await applyRetention(tx, service, cause)
}
