/** What each kind of job is told: ids only, never a secret, since payloads stay in the database until the job is done. */
export type JobPayloads = {
  'process-stripe-event': { eventId: string }
  fulfil: { fulfilmentId: string }
  /** Wakes the orders that wait for a part that did not answer, or for room. */
  'wake-orders': { waitsFor: string }
  'send-mail': { emailLogId: string }
  'apply-website': { websiteId: string }
  'check-domains': Record<string, never>
  'terminate-service': { subscriptionId: string }
  'send-refund': { requestId: string }
  'remind-of-checkout': { checkoutSessionId: string }
  'sync-customer-email': { customerId: string }
  'close-invoices': { subscriptionId: string }
  'billing-clock': Record<string, never>
  'reconcile-payments': Record<string, never>
  'reconcile-services': Record<string, never>
  'watch-jobs': Record<string, never>
  'tell-staff': Record<string, never>
}

export type JobName = keyof JobPayloads
