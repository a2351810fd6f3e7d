import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommandLine, runCommandLine } from './testing/command-line'
import { hearEvents } from './testing/hear-events'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { eventually } from './testing/stand-in'

const found = findCommandLine()
const path = 'path' in found ? found.path : null
const reason = 'missing' in found ? `the Stripe CLI cannot be run here (${found.missing})` : null
const title = reason ? `skipped, ${reason}: ` : ''
const options = reason ? { skip: true, meta: { cannotRun: reason } } : {}

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test.each([
  ['checkout.session.completed'],
  ['checkout.session.async_payment_succeeded'],
  ['checkout.session.async_payment_failed'],
  ['checkout.session.expired'],
  ['customer.subscription.created'],
  ['customer.subscription.updated'],
  ['customer.subscription.deleted'],
  ['customer.subscription.paused'],
  ['customer.subscription.trial_will_end'],
  ['subscription.payment_succeeded', 'invoice.payment_succeeded'],
  ['subscription.payment_failed', 'invoice.payment_failed'],
  ['invoice.paid'],
  ['invoice.payment_failed'],
  ['invoice.payment_action_required'],
  ['invoice.finalized'],
  ['invoice.voided'],
  ['invoice.sent'],
  ['invoice.marked_uncollectible'],
  ['charge.succeeded'],
  ['charge.failed'],
  ['charge.captured'],
  ['charge.refunded'],
  ['charge.dispute.created'],
  ['charge.dispute.closed'],
  ['payment_intent.succeeded'],
  ['payment_intent.payment_failed'],
  ['payment_intent.requires_action'],
  ['payment_intent.canceled'],
  ['payment_method.attached'],
  ['payment_method.detached'],
  ['setup_intent.succeeded'],
  ['setup_intent.setup_failed'],
  ['promotion_code.created'],
  ['coupon.updated'],
  ['customer.updated'],
  ['product.created'],
  ['price.created'],
  ['billing_portal.configuration.created'],
  ['billing_portal.configuration.updated'],
  ['billing_portal.session.created'],
  ['test_helpers.test_clock.created'],
  ['test_helpers.test_clock.advancing'],
  ['test_helpers.test_clock.ready'],
  ['test_helpers.test_clock.deleted'],
])(
  `${title}stripe trigger %s succeeds, and its event arrives signed`,
  options,
  async (trigger, type: string = trigger) => {
    const heard = await hearEvents(stripe)
    const { code, output } = await runCommandLine(String(path), stripe, 'trigger', trigger)
    expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded!')])
    await eventually(heard.types, (types) => types.some((seen) => seen === type))
    await heard.close()
  },
)

test(`${title}it reads and writes like any other client`, options, async () => {
  const run = async (...args: string[]) => JSON.parse((await runCommandLine(String(path), stripe, ...args)).output)
  const made = await run('customers', 'create', '--email', 'cli@example.com')
  expect(made).toMatchObject({ object: 'customer', email: 'cli@example.com' })
  expect(await run('get', `/v1/customers/${made.id}`)).toMatchObject({ id: made.id })
})
