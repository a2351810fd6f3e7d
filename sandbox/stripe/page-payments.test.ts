import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { eventually, goodAccount, goodCard, order, pay, type StandIn, startStandIn } from './testing/stand-in'

const paged = needs('a page')

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({ settleAfterMs: 300 })
})
afterAll(() => standIn.close())

const open = (changes = {}) => standIn.sdk.checkout.sessions.create(order(changes))

/** Types of the events since this one, in the order they were made. */
async function eventTypesSince(eventId: string | undefined): Promise<string[]> {
  const page = await standIn.sdk.events.list({ limit: 100, ...(eventId ? { ending_before: eventId } : {}) })
  return page.data.map(({ type }) => type).toReversed()
}

const newestEvent = async () => (await standIn.sdk.events.list({ limit: 1 })).data[0]?.id

test('a payment leads back to the shop and makes its events in order', paged, async () => {
  const before = await newestEvent()
  const opened = await open()
  const answer = await pay(opened.url)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`http://shop.test/complete?session_id=${opened.id}`)
  expect(await eventTypesSince(before)).toEqual([
    'payment_intent.created',
    'customer.created',
    'payment_method.attached',
    'customer.subscription.created',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.created',
    'invoice.finalized',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'checkout.session.completed',
  ])
})

test('paying five times at once pays once', paged, async () => {
  const opened = await open()
  const charges = (await standIn.sdk.charges.list({ limit: 100 })).data.length
  const answers = await Promise.all(Array.from({ length: 5 }, () => pay(opened.url)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
  expect((await standIn.sdk.charges.list({ limit: 100 })).data.length).toBe(charges + 1)
})

test.each([
  ['4000 0000 0000 0002', 'card_declined', 'generic_decline', 'Your card was declined.'],
  ['4000 0000 0000 9995', 'card_declined', 'insufficient_funds', 'insufficient funds'],
  ['4000 0000 0000 9987', 'card_declined', 'lost_card', 'Your card was declined.'],
  ['4000 0000 0000 0069', 'expired_card', undefined, 'Your card has expired.'],
  ['4000 0000 0000 0127', 'incorrect_cvc', undefined, 'security code is incorrect'],
  ['4000 0000 0000 0119', 'processing_error', undefined, 'processing your card'],
  ['4111 1111 1111 1111', 'card_declined', 'test_mode_live_card', 'test numbers only'],
])(
  'card %s is refused and leaves no customer; a good one pays after it',
  paged,
  async (card_number, code, decline_code, words) => {
    const { sdk } = standIn
    const before = await newestEvent()
    const opened = await open()
    const refused = await pay(opened.url, { ...goodCard, card_number })
    const page = await refused.text()
    expect([refused.status, page.includes(words.replace("'", '&#39;'))]).toEqual([402, true])
    expect(page).toContain(`value="${card_number}"`)
    expect(page).not.toContain(`value="${goodCard.card_cvc}"`)
    expect(await eventTypesSince(before)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
    const [intent] = (await sdk.paymentIntents.list({ limit: 1 })).data
    expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
    expect(intent?.last_payment_error?.decline_code).toBe(decline_code)
    expect(await sdk.checkout.sessions.retrieve(opened.id)).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      customer: null,
      subscription: null,
    })
    expect((await pay(opened.url)).status).toBe(303)
    expect(await sdk.paymentIntents.retrieve(String(intent?.id))).toMatchObject({ status: 'succeeded' })
    expect((await sdk.charges.list({ payment_intent: String(intent?.id) })).data.map(({ status }) => status)).toEqual([
      'succeeded',
      'failed',
    ])
  },
)

test('a bank debit is unpaid at first and paid a little later', paged, async () => {
  const { sdk } = standIn
  const before = await newestEvent()
  const opened = await open()
  expect((await pay(opened.url, goodAccount)).status).toBe(303)
  const session = await sdk.checkout.sessions.retrieve(opened.id, { expand: ['invoice'] })
  expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid', invoice: { status: 'open' } })
  await eventually(
    () => sdk.checkout.sessions.retrieve(opened.id),
    ({ payment_status }) => payment_status === 'paid',
  )
  expect(await eventTypesSince(before)).toEqual([
    'payment_intent.created',
    'customer.created',
    'payment_method.attached',
    'customer.subscription.created',
    'payment_intent.processing',
    'charge.pending',
    'invoice.created',
    'invoice.finalized',
    'checkout.session.completed',
    'payment_intent.succeeded',
    'charge.succeeded',
    'invoice.paid',
    'invoice.payment_succeeded',
    'invoice_payment.paid',
    'checkout.session.async_payment_succeeded',
  ])
})

test('a bank debit can fail a little later', paged, async () => {
  const { sdk } = standIn
  const opened = await open()
  await pay(opened.url, { ...goodAccount, account_number: '000222222227' })
  const before = await newestEvent()
  await eventually(newestEvent, (newest) => newest !== before)
  expect(await eventTypesSince(before)).toEqual([
    'charge.failed',
    'payment_intent.payment_failed',
    'invoice.payment_failed',
    'customer.updated',
    'customer.subscription.updated',
    'checkout.session.async_payment_failed',
  ])
  const session = await sdk.checkout.sessions.retrieve(opened.id, { expand: ['subscription', 'invoice'] })
  expect(session).toMatchObject({
    payment_status: 'unpaid',
    subscription: { status: 'past_due' },
    invoice: { status: 'open', attempt_count: 1 },
  })
})

test('a session that expires takes its refused payment with it', paged, async () => {
  const { sdk } = standIn
  const opened = await open()
  await pay(opened.url, { ...goodCard, card_number: '4000000000000002' })
  const before = await newestEvent()
  await sdk.checkout.sessions.expire(opened.id)
  expect(await eventTypesSince(before)).toEqual(['checkout.session.expired', 'payment_intent.canceled'])
  const late = await pay(String(opened.url))
  expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('has expired')])
})

test('no card number is written down', needs('its own process'), async () => {
  const { readFileSync } = await import('node:fs')
  const journal = readFileSync(`${standIn.dataDir}/journal.jsonl`, 'utf8')
  expect(journal).toContain('"last4":"4242"')
  expect(journal.replaceAll(' ', '')).not.toMatch(/4242424242424242|4000000000000002/)
})
