import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { customerOnClock, seconds } from './testing/on-a-clock'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { secretKey, startStandIn } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const latestInvoice = async (subscription: string) =>
  (await stripe.sdk.invoices.list({ subscription, limit: 1 })).data[0]

test(
  'a renewal that fails is retried after 3, 5 and 7 days, and the subscription then canceled',
  needs('a plan of retries'),
  async () => {
    const { sdk } = stripe
    const { advance, buy, changeCard, eventsAt } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
    const id = await buy()
    await changeCard(id, 'pm_card_chargeCustomerFail')
    await advance('2027-02-10T12:00:00Z')
    expect((await sdk.subscriptions.retrieve(id)).status).toBe('past_due')
    const failed = await latestInvoice(id)
    expect(failed).toMatchObject({
      status: 'open',
      attempt_count: 1,
      next_payment_attempt: seconds('2027-02-13T00:00:00Z'),
    })
    expect(await eventsAt('2027-02-10T00:00:00Z')).toEqual([
      'invoice.created',
      'invoice.finalized',
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.payment_failed',
      'customer.updated',
      'customer.subscription.updated',
    ])
    const attempts = ['2027-02-13', '2027-02-18', '2027-02-25']
    const counts: unknown[] = []
    for (const day of attempts) {
      await advance(`${day}T12:00:00Z`)
      const invoice = await sdk.invoices.retrieve(String(failed?.id))
      counts.push([invoice.attempt_count, invoice.next_payment_attempt])
    }
    expect(counts).toEqual([
      [2, seconds('2027-02-18T00:00:00Z')],
      [3, seconds('2027-02-25T00:00:00Z')],
      [4, null],
    ])
    const ended = await sdk.subscriptions.retrieve(id)
    expect(ended).toMatchObject({
      status: 'canceled',
      ended_at: seconds('2027-02-25T00:00:00Z'),
      cancellation_details: { reason: 'payment_failed' },
    })
    expect(await eventsAt('2027-02-25T00:00:00Z')).toContain('customer.subscription.deleted')
  },
)

test('a better card at a retry clears a past due subscription', needs('a plan of retries'), async () => {
  const { sdk } = stripe
  const { advance, buy, changeCard } = await customerOnClock(stripe, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-10T12:00:00Z')
  await changeCard(id, 'pm_card_visa')
  await advance('2027-02-13T12:00:00Z')
  expect((await sdk.subscriptions.retrieve(id)).status).toBe('active')
  expect(await latestInvoice(id)).toMatchObject({ status: 'paid', attempt_count: 2, next_payment_attempt: null })
})

test('an unpaid subscription is what some accounts want after the last retry', needs('a plan of retries'), async () => {
  const standIn = await startStandIn({ retries: { afterDays: [1], ending: 'unpaid' } })
  const own = { ...standIn, key: secretKey }
  const { advance, buy, changeCard } = await customerOnClock(own, '2027-01-10T00:00:00Z')
  const id = await buy()
  await changeCard(id, 'pm_card_chargeCustomerFail')
  await advance('2027-02-12T00:00:00Z')
  expect((await own.sdk.subscriptions.retrieve(id)).status).toBe('unpaid')
  await advance('2027-03-12T00:00:00Z')
  const [latest] = (await own.sdk.invoices.list({ subscription: id, limit: 1 })).data
  expect([latest?.status, latest?.auto_advance]).toEqual(['draft', false])
  await changeCard(id, 'pm_card_visa')
  expect((await own.sdk.invoices.pay(String(latest?.id))).status).toBe('paid')
  expect((await own.sdk.subscriptions.retrieve(id)).status).toBe('active')
  await own.close()
})
