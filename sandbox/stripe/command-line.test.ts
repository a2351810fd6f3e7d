import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommandLine, runCommandLine } from './testing/command-line'
import { startReceiver } from './testing/receiver'
import { eventually, type StandIn, startStandIn } from './testing/stand-in'

const found = findCommandLine()
const path = 'path' in found ? found.path : null
const title = 'missing' in found ? `skipped, there is no Stripe CLI for this platform (${found.missing}): ` : ''

let standIn: StandIn
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  receiver = await startReceiver()
  standIn = await startStandIn({ webhookUrl: receiver.url, settleAfterMs: 100 })
})
afterAll(async () => {
  await standIn.close()
  await receiver.close()
})

test
  .skipIf(path === null)
  .each([
    ['checkout.session.completed'],
    ['checkout.session.async_payment_succeeded'],
    ['checkout.session.async_payment_failed'],
    ['checkout.session.expired'],
    ['customer.subscription.created'],
    ['customer.subscription.updated'],
    ['customer.subscription.deleted'],
    ['customer.subscription.paused'],
    ['subscription.payment_succeeded', 'invoice.payment_succeeded'],
    ['subscription.payment_failed', 'invoice.payment_failed'],
    ['invoice.paid'],
    ['invoice.payment_failed'],
    ['invoice.payment_action_required'],
    ['invoice.finalized'],
    ['invoice.voided'],
    ['charge.succeeded'],
    ['charge.failed'],
    ['charge.refunded'],
    ['charge.dispute.created'],
    ['charge.dispute.closed'],
    ['payment_intent.payment_failed'],
    ['payment_intent.requires_action'],
    ['payment_intent.canceled'],
    ['payment_method.attached'],
    ['payment_method.detached'],
    ['setup_intent.succeeded'],
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
  ])(`${title}stripe trigger %s succeeds, and its event arrives signed`, async (trigger, type: string = trigger) => {
  receiver.received.length = 0
  const { code, output } = await runCommandLine(String(path), standIn.url, 'trigger', trigger)
  expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded!')])
  await eventually(receiver.types, (types) => types.some((seen) => seen === type))
  expect(receiver.received.filter(({ verifiedBy }) => verifiedBy.length === 0)).toEqual([])
})

test.skipIf(path === null)(`${title}it reads and writes like any other client`, async () => {
  const run = async (...args: string[]) => JSON.parse((await runCommandLine(String(path), standIn.url, ...args)).output)
  const made = await run('customers', 'create', '--email', 'cli@example.com')
  expect(made).toMatchObject({ object: 'customer', email: 'cli@example.com' })
  expect(await run('get', `/v1/customers/${made.id}`)).toMatchObject({ id: made.id })
})
