/** The steps from a paid order to a running service, in order. */
export const stepNames = [
  'account',
  'customer',
  'subscription',
  'checkout_completed',
  'placed',
  'provisioned',
  'verified',
  'welcome_mail',
] as const

export type StepName = (typeof stepNames)[number]
