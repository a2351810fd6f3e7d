/** What each kind of job is told: ids only, never a secret, since payloads stay in the database until the job is done. */
export type JobPayloads = {
  'process-stripe-event': { eventId: string }
  fulfil: { fulfilmentId: string }
  'send-mail': { emailLogId: string }
  'apply-website': { websiteId: string }
  'terminate-service': { subscriptionId: string }
  'billing-clock': Record<string, never>
}

export type JobName = keyof JobPayloads
