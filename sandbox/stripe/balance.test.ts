import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { type OpenStripe, openStripe } from './testing/open-stripe'
import { eventually, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

const charge = (payment_method: string, changes: { capture_method?: 'manual' } = {}) =>
  stripe.sdk.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    confirm: true,
    description: 'Order 7',
    payment_method,
    allowed_payment_method_types: ['card'],
    ...changes,
  })

/** A charge with its balance transaction, which Stripe makes a moment later. */
const booked = (id: string) =>
  eventually(
    () => stripe.sdk.charges.retrieve(id, { expand: ['balance_transaction.source'] }),
    ({ balance_transaction }) => balance_transaction !== null,
  )

test('a payment is booked with its fee, and found from the charge and from the booking', async () => {
  const { balanceTransactions } = stripe.sdk
  const id = String((await charge('pm_card_visa')).latest_charge)
  const { balance_transaction: booking } = await booked(id)
  if (typeof booking !== 'object' || !booking) throw new Error('It was not expanded')
  expect(booking).toMatchObject({ amount: 2000, description: 'Order 7', reporting_category: 'charge', type: 'charge' })
  expect(booking.net).toBe(booking.amount - booking.fee)
  expect(booking.source).toMatchObject({ object: 'charge', id })
  expect((await balanceTransactions.retrieve(booking.id)).source).toBe(id)
  expect((await balanceTransactions.list({ source: id })).data.map((row) => row.id)).toEqual([booking.id])
})

test('a refund is booked as what it takes away, and its charge keeps its fee', async () => {
  const { balanceTransactions, refunds } = stripe.sdk
  const paid = await charge('pm_card_visa')
  const made = await refunds.create({ payment_intent: paid.id, amount: 500, expand: ['balance_transaction'] })
  expect(made.balance_transaction).toMatchObject({
    amount: -500,
    fee: 0,
    net: -500,
    reporting_category: 'refund',
    source: made.id,
    type: 'refund',
  })
  const listed = await balanceTransactions.list({ source: made.id, type: 'refund', currency: 'usd' })
  expect(listed.data).toHaveLength(1)
  expect((await balanceTransactions.list({ source: made.id, type: 'charge' })).data).toEqual([])
})

test(
  'a dispute is booked with the fee of the bank, and a won one brings the money back',
  needs('its own words'),
  async () => {
    const { balanceTransactions, disputes } = stripe.sdk
    const paid = await charge('pm_card_createDispute')
    const [dispute] = (await disputes.list({ payment_intent: paid.id })).data
    await disputes.update(String(dispute?.id), { evidence: { uncategorized_text: 'winning_evidence' } })
    const { data } = await balanceTransactions.list({ source: String(dispute?.id) })
    expect(data.map(({ amount, fee, net, type }) => [amount, fee, net, type])).toEqual([
      [2000, 0, 2000, 'adjustment'],
      [-2000, 1500, -3500, 'adjustment'],
    ])
    expect((await disputes.retrieve(String(dispute?.id))).balance_transactions.map(({ id }) => id)).toEqual(
      data.toReversed().map(({ id }) => id),
    )
  },
)

test('the fee is 2.9 % and 30 cents, and of what was captured', needs('its own words'), async () => {
  const { paymentIntents } = stripe.sdk
  const reserved = await charge('pm_card_visa', { capture_method: 'manual' })
  expect((await stripe.sdk.charges.retrieve(String(reserved.latest_charge))).balance_transaction).toBeNull()
  await paymentIntents.capture(reserved.id, { amount_to_capture: 1000 })
  const { balance_transaction } = await booked(String(reserved.latest_charge))
  expect(balance_transaction).toMatchObject({ amount: 1000, fee: 59, net: 941, status: 'available' })
})

test('a refused payment is not booked, and no booking is a 404', async () => {
  const refusal = await refusalOf(charge('pm_card_visa_chargeDeclined'))
  expect((await stripe.sdk.charges.retrieve(String(refusal.charge))).balance_transaction).toBeNull()
  expect(await refusalOf(stripe.sdk.balanceTransactions.retrieve('txn_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })
})
