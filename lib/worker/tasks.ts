import type { TaskList } from 'graphile-worker'
import { runBillingClock } from '@/lib/billing/run-billing-clock'
import { terminateService } from '@/lib/billing/terminate-service'
import { fulfil } from '@/lib/fulfilment/fulfil'
import type { JobName, JobPayloads } from '@/lib/jobs/job-payloads'
import { deliverMail } from '@/lib/mail/deliver-mail'
import { MailRefused } from '@/lib/mail/explain-failure'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { processEvent } from '@/lib/webhooks/process-event'

type Tasks = { [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> }

const tasks: Tasks = {
  'process-stripe-event': ({ eventId }) => processEvent(eventId),
  fulfil: ({ fulfilmentId }) => fulfil(fulfilmentId),
  'send-mail': async ({ emailLogId }) => {
    // Refused for good: its row says why, and sending again would not help.
    await deliverMail(emailLogId).catch((error) => {
      if (!(error instanceof MailRefused)) throw error
    })
  },
  'apply-website': ({ websiteId }) => applyWebsite(websiteId),
  'terminate-service': ({ subscriptionId }) => terminateService(subscriptionId),
  'billing-clock': runBillingClock,
}

/** What the worker can do, as graphile-worker wants it. Payloads are written by `addJob` alone, which types them. */
export const taskList = tasks as TaskList
