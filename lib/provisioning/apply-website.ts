import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { log } from '@/lib/log'
import { pauseAfter } from './pause-after'
import { provisionWebsite } from './provision-website'
import { tellOfRefusal } from './tell-of-refusal'

/**
 * Brings a site's server to what the site's row says now. What cannot be done yet comes back as a job of its own, for
 * as long as it takes, told to staff where the server refuses it; a job that is late sends an old generation, which the server refuses.
 */
export async function applyWebsite(websiteId: string): Promise<void> {
  const outcome = await provisionWebsite(websiteId)
  // A newer generation is in force already, or the site is gone.
  if (outcome.kind === 'rejected') return
  await tellOfRefusal(websiteId, outcome)
  if (outcome.kind === 'done') return
  log().warn({ websiteId, outcome }, 'a website could not be changed yet')
  const runAt = new Date(Date.now() + pauseAfter(outcome))
  await addJob(db(), 'apply-website', { websiteId }, { key: `website:${websiteId}`, runAt })
}
