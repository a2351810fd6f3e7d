import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { line, order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

const ownTime = needs('its own time')

let standIn: StandIn
let nowMs = Date.parse('2027-01-31T10:20:30Z')
const nowSeconds = () => Math.floor(nowMs / 1000)
beforeAll(async () => {
  standIn = await startStandIn({ clock: () => nowMs })
})
afterAll(() => standIn.close())

const open = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  standIn.sdk.checkout.sessions.create(order(changes))

test('a coupon past its time is refused', ownTime, async () => {
  await standIn.sdk.coupons.create({ id: 'SOON', percent_off: 5, redeem_by: nowSeconds() + 60 })
  nowMs += 61_000
  expect(await refusalOf(open({ discounts: [{ coupon: 'SOON' }] }))).toMatchObject({ code: 'coupon_expired' })
})

test('a session past its time is expired, and says so once', ownTime, async () => {
  const session = await open({ expires_at: nowSeconds() + 1800 })
  nowMs += 1_800_000
  expect(await standIn.sdk.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired', url: null })
  const events = await standIn.sdk.events.list({ type: 'checkout.session.expired' })
  expect(events.data.filter((event) => 'id' in event.data.object && event.data.object.id === session.id)).toHaveLength(
    1,
  )
})

test(
  'without a test clock, renewals follow the time of the stand-in, and are caught up with one by one',
  ownTime,
  async () => {
    nowMs = Date.parse('2027-05-10T00:00:00Z')
    const session = await open({ line_items: [line({ recurring: { interval: 'year' } })] })
    await pay(session.url)
    const { subscription } = await standIn.sdk.checkout.sessions.retrieve(session.id)
    nowMs = Date.parse('2029-06-01T00:00:00Z')
    const invoices = await standIn.sdk.invoices.list({ subscription: String(subscription) })
    expect(invoices.data.map(({ created }) => new Date(created * 1000).toISOString().slice(0, 10))).toEqual([
      '2029-05-10',
      '2028-05-10',
      '2027-05-10',
    ])
  },
)
