import type { ServiceAct } from '@/app/admin/customers/[id]/service-acts'

type FormWords = { title: string; reasonHint: string; submit: { label: string; pending: string; variant?: 'danger' } }

const forStaff = 'Staff read it in the history of this customer.'

export const formWords: Record<ServiceAct, FormWords> = {
  cancel: {
    title: 'Cancel at the end of the term',
    reasonHint: forStaff,
    submit: { label: 'Cancel the service', pending: 'Cancelling…', variant: 'danger' },
  },
  keep: {
    title: 'Let the service renew',
    reasonHint: forStaff,
    submit: { label: 'Let it renew', pending: 'Telling Stripe…' },
  },
  suspend: {
    title: 'Take the site offline',
    reasonHint: 'The customer reads it in the mail, and so do staff.',
    submit: { label: 'Take it offline', pending: 'Taking it offline…', variant: 'danger' },
  },
  resume: {
    title: 'Put the site back online',
    reasonHint: forStaff,
    submit: { label: 'Put it back online', pending: 'Lifting the hold…' },
  },
  end: {
    title: 'End the service now',
    reasonHint: forStaff,
    submit: { label: 'End it now, for good', pending: 'Ending it…', variant: 'danger' },
  },
}
