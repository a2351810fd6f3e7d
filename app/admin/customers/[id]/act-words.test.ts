import { expect, test } from 'vitest'
import { describeAct } from './act-words'

test.each([
  ['service.held', { reason: 'It sends spam.' }, 'took the site offline: “It sends spam”.'],
  ['refund.requested', { amount: 300, currency: 'usd', reason: 'Goodwill' }, 'refunded $3.00: “Goodwill”.'],
  ['subscription.status_changed', { from: 'active', to: 'past_due' }, 'the subscription is now overdue.'],
  [
    'subscription.cancellation_changed',
    { from: null, to: '2027-02-10T09:00:00.000Z' },
    'the service is to end on February 10, 2027 (UTC).',
  ],
  ['subscription.cancellation_changed', { to: null }, 'the service is no longer to end.'],
  ['subscription.period_changed', { to: null }, 'what is paid lasts until a later day.'],
  ['fulfilment.completed', {}, 'the order was delivered.'],
  ['something.new_here', {}, 'something new here.'],
])('%s with %j reads “%s”', (action, details, words) => {
  expect(describeAct({ action, details })).toBe(words)
})
