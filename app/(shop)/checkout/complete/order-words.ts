import type { Progress } from '@/lib/fulfilment/get-progress'

type State = Progress['state']

/** The heading of each state and what it means for the buyer. */
export function wordsFor(progress: Progress): { title: string; meaning: string } {
  const { email } = progress
  const words: Record<State, { title: string; meaning: string }> = {
    awaiting_payment: {
      title: 'Waiting for your payment',
      meaning: `We start as soon as the payment is confirmed. A card takes seconds, a bank transfer or debit can take some days. You can close this page: we write to ${email}.`,
    },
    running: {
      title: 'We are setting up your site',
      meaning: `Your payment has arrived. You can close this page: the work goes on, and we write to ${email}.`,
    },
    completed: { title: 'Your site is live', meaning: 'It is set up, and it answered when we visited it.' },
    needs_person: {
      title: 'Your order needs one of us',
      meaning: `Your payment has arrived, and you do not need to pay again. A step could not be finished by itself, so a person has to look at it. We write to ${email} when your site is live.`,
    },
    payment_failed: {
      title: 'The payment did not go through',
      meaning: 'Your bank or card refused it, so nothing was set up. You can order again and pay in another way.',
    },
    expired: {
      title: 'This payment page has expired',
      meaning: 'No payment was made on it, so nothing was charged or set up. You can order again at any time.',
    },
  }
  return words[progress.state]
}
