import type { Task, TaskList } from 'graphile-worker'
import { tellStaff } from '@/lib/alerts/tell-staff'
import { watchJobs } from '@/lib/alerts/watch-jobs'
import { watchStaffMail } from '@/lib/alerts/watch-staff-mail'
import { closeInvoices } from '@/lib/billing/close-invoices'
import { runBillingClock } from '@/lib/billing/run-billing-clock'
import { sendRefund } from '@/lib/billing/send-refund'
import { syncCustomerEmail } from '@/lib/billing/sync-customer-email'
import { terminateService } from '@/lib/billing/terminate-service'
import { remindOfCheckout } from '@/lib/checkout/remind-of-checkout'
import { db } from '@/lib/database'
import { checkDueDomains } from '@/lib/domains/check-due-domains'
import { fulfil } from '@/lib/fulfilment/fulfil'
import { wakeOrders } from '@/lib/fulfilment/wake-orders'
import { addJob } from '@/lib/jobs/add-job'
import type { JobName, JobPayloads } from '@/lib/jobs/job-payloads'
import { deliverMail } from '@/lib/mail/deliver-mail'
import { MailRefused } from '@/lib/mail/explain-failure'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { reconcilePayments, reconcileServices } from '@/lib/reconciliation/reconcile'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { processEvent } from '@/lib/webhooks/process-event'
import type { Liveness } from './liveness'
import { runJob } from './run-job'

/** @param stopping aborts when the worker is told to stop: a job of many steps then leaves the rest to another one */
type Tasks = { [Name in JobName]: (payload: JobPayloads[Name], stopping: AbortSignal) => Promise<unknown> }

const tasks: Tasks = {
  'process-stripe-event': ({ eventId }) => processEvent(eventId),
  fulfil: ({ fulfilmentId }, stopping) => fulfil(fulfilmentId, stopping),
  'wake-orders': ({ waitsFor }) => wakeOrders(waitsFor),
  'send-mail': async ({ emailLogId }) => {
    // Refused for good: staff are told, and sending again would not help.
    await watchStaffMail(emailLogId, () => deliverMail(emailLogId)).catch((error) => {
      if (!(error instanceof MailRefused)) throw error
    })
  },
  'apply-website': ({ websiteId }) => applyWebsite(websiteId),
  'check-domains': (_, stopping) => checkDueDomains(stopping),
  'terminate-service': ({ subscriptionId }) => terminateService(subscriptionId),
  'send-refund': ({ requestId }) => askPatiently(() => sendRefund(requestId)),
  'remind-of-checkout': ({ checkoutSessionId }) => remindOfCheckout(checkoutSessionId),
  'sync-customer-email': ({ customerId }) => askPatiently(() => syncCustomerEmail(customerId)),
  'close-invoices': ({ subscriptionId }) => closeInvoices(subscriptionId),
  'billing-clock': runBillingClock,
  'reconcile-payments': reconcilePayments,
  'reconcile-services': reconcileServices,
  'watch-jobs': watchJobs,
  'tell-staff': tellStaff,
}

/** What the worker can do, as graphile-worker wants it. */
export function taskListOf(liveness: Liveness): TaskList {
  return Object.fromEntries(
    Object.keys(tasks)
      .filter(isJobName)
      .map((name) => [name, taskOf(name, liveness)]),
  )
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(tasks, name)
}

function taskOf<Name extends JobName>(name: Name, liveness: Liveness): Task {
  const work: Tasks[Name] = tasks[name]
  return async (payload, { job, abortSignal }) => {
    // Payloads are written by `addJob` alone, which types them.
    const told = payload as JobPayloads[Name]
    await runJob(liveness, {
      name: [name, ...Object.values(told)].join(':'),
      work: async () => {
        await work(told, abortSignal ?? new AbortController().signal)
      },
      again: (afterMs) =>
        addJob(db(), name, told, { key: job.key ?? undefined, runAt: new Date(Date.now() + afterMs) }),
    })
  }
}
