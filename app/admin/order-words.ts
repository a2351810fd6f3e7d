import type { Tone } from '@/components/ui/badge'
import type { Order } from '@/lib/admin/list-orders'
import type { StepName } from '@/lib/fulfilment/step-names'

type Look = { tone: Tone; words: string }

export const paymentLooks: Record<Order['checkoutStatus'], Look> = {
  pending: { tone: 'neutral', words: 'Not paid yet' },
  completed: { tone: 'good', words: 'Paid' },
  expired: { tone: 'neutral', words: 'Expired unpaid' },
  failed: { tone: 'danger', words: 'Payment failed' },
}

export const fulfilmentLooks: Record<NonNullable<Order['fulfilmentStatus']>, Look> = {
  running: { tone: 'warning', words: 'Under way' },
  completed: { tone: 'good', words: 'Delivered' },
  needs_person: { tone: 'danger', words: 'Needs a person' },
}

export const stepWords: Record<StepName, string> = {
  account: 'account made',
  customer: 'customer recorded',
  subscription: 'subscription recorded',
  checkout_completed: 'checkout completed',
  placed: 'placed on a server',
  provisioned: 'site set up',
  verified: 'site answers',
  welcome_mail: 'mail sent',
}
