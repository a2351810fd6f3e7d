import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { pauseAfter } from './pause-after'
import { provisionWebsite } from './provision-website'

/**
 * Brings a site's server to what the site's row says now. What cannot be done yet comes back as a job of its own, for
 * as long as it takes; a job that is late sends an old generation, which the server refuses.
 */
export async function applyWebsite(websiteId: string): Promise<void> {
  const outcome = await provisionWebsite(websiteId)
  // Rejected: a newer generation is in force already, or the site is gone.
  if (outcome.kind === 'done' || outcome.kind === 'rejected') return
  log().warn({ websiteId, outcome }, 'a website could not be changed yet')
  const runAt = new Date(Date.now() + pauseAfter(outcome))
  await addJob(db(), 'apply-website', { websiteId }, { key: `website:${websiteId}`, runAt })
}
