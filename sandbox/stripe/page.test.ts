import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { goodAccount, goodCard, line, order, pay, type StandIn, startStandIn } from './testing/stand-in'

const paged = needs('a page')

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({ clock: () => Date.parse('2027-03-15T12:00:00Z') })
})
afterAll(() => standIn.close())

const open = (changes = {}) => standIn.sdk.checkout.sessions.create(order(changes))

async function pageOf(url: string | null): Promise<string> {
  return (await fetch(String(url))).text()
}

test('the page says what is paid today, what renewal costs, and that it is practice', paged, async () => {
  await standIn.sdk.coupons.create({ id: 'WELCOME10', name: 'Welcome', percent_off: 10 })
  const session = await open({
    discounts: [{ coupon: 'WELCOME10' }],
    line_items: [line({ unit_amount: 14376, recurring: { interval: 'year', interval_count: 2 } })],
  })
  const page = await pageOf(session.url)
  for (const words of [
    'Starter',
    'Billed every 2 years',
    '$143.76',
    '−$14.38',
    'Welcome, 10 % off',
    'Pay $129.38 and subscribe',
    '$143.76 every 2 years from 15 March 2029',
    'john@example.com',
    'no money moves',
    'href="http://shop.test/checkout"',
    'autocomplete="cc-number"',
    'autocomplete="cc-exp"',
    'autocomplete="cc-csc"',
    '4000 0000 0000 9995',
  ]) {
    expect(page).toContain(words)
  }
  expect(page).not.toContain('<script')
})

test.each([
  ['card_number', '', 'Your card number is incomplete.'],
  ['card_number', '4242 4242 4242 4241', 'Your card number is invalid.'],
  ['card_number', '4242 4242 4242 424x', 'Your card number is invalid.'],
  ['card_expiry', '', 'expiration date is incomplete'],
  ['card_expiry', '13 / 40', 'expiration month is invalid'],
  ['card_expiry', '12 / 26', 'expiration year is in the past'],
  ['card_expiry', '02/27', 'expiration date is in the past'],
  ['card_cvc', '12', 'security code is incomplete'],
  ['card_cvc', '1234', 'security code is incomplete'],
  ['card_cvc', '12a', 'digits only'],
  ['card_name', ' ', 'Enter the name on your card.'],
])('%s "%s" is refused beside its field, and nothing is charged', paged, async (name, value, words) => {
  const session = await open()
  const answer = await pay(session.url, { ...goodCard, [name]: value })
  const page = (await answer.text()).replaceAll('&#39;', "'")
  expect(answer.status).toBe(422)
  expect(page).toMatch(new RegExp(`<p class="wrong" id="${name}-wrong">[^<]*${words}`))
  expect(page).toContain(`aria-describedby="${name}-wrong"`)
  expect(page).toContain(`<a href="#${name}">`)
  expect((await standIn.sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
})

test.each(['03/27', '0327', '3 / 2027', '12/99'])(
  'an expiry typed as %s is not "in the past"',
  paged,
  async (card_expiry) => {
    const session = await open()
    const isFar = card_expiry === '12/99'
    expect((await pay(session.url, { ...goodCard, card_expiry })).status).toBe(isFar ? 422 : 303)
  },
)

test('a card from American Express has 15 digits and a four-digit code', paged, async () => {
  const session = await open()
  const amex = { ...goodCard, card_number: '3782 822463 10005', card_cvc: '123' }
  expect((await pay(session.url, amex)).status).toBe(422)
  expect((await pay(session.url, { ...amex, card_cvc: '1234' })).status).toBe(303)
})

test('a bank debit asks for a test account', paged, async () => {
  const session = await open()
  const answer = await pay(session.url, { ...goodAccount, account_number: '1', routing_number: '2', account_name: '' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  for (const name of ['account_number', 'routing_number', 'account_name']) expect(page).toContain(`id="${name}-wrong"`)
  expect(page).toContain('value="bank_debit" checked')
})

test('without an e-mail in the session, the page asks for one', paged, async () => {
  const session = await open({ customer_email: undefined })
  expect((await pay(session.url)).status).toBe(422)
  expect((await pay(session.url, { ...goodCard, email: 'typed@example.com' })).status).toBe(303)
  const paid = await standIn.sdk.checkout.sessions.retrieve(session.id)
  expect(paid.customer_details?.email).toBe('typed@example.com')
})

test('what is typed or sold is shown as text', paged, async () => {
  const name = '<b>"bold"</b>'
  const session = await open({ line_items: [line({ product_data: { name } })] })
  const page = await (await pay(session.url, { ...goodCard, card_number: '"><script>' })).text()
  expect(page).not.toContain('<b>')
  expect(page).not.toContain('<script')
})

test('pages of paid, expired and unknown sessions say so', paged, async () => {
  const paid = await open()
  await pay(paid.url)
  const again = await fetch(String(paid.url))
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('This order is paid for')])
  const expired = await open()
  await standIn.sdk.checkout.sessions.expire(expired.id)
  const late = await fetch(String(expired.url))
  expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('has expired')])
  const unknown = await fetch(`${standIn.url}/c/pay/cs_test_unknown`)
  expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('no such payment page')])
})

test('a customer deleted meanwhile cannot pay, and is told', paged, async () => {
  const customer = await standIn.sdk.customers.create({ email: 'gone@example.com' })
  const session = await open({ customer: customer.id, customer_email: undefined })
  await standIn.sdk.customers.del(customer.id)
  const answer = await pay(session.url)
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('can no longer be paid')])
  expect((await standIn.sdk.checkout.sessions.retrieve(session.id)).status).toBe('open')
  expect((await standIn.sdk.paymentIntents.list({ customer: customer.id })).data).toEqual([])
})

test(
  'a promotion code is taken off before paying; one that does not hold is refused beside its field',
  paged,
  async () => {
    const { sdk } = standIn
    const coupon = await sdk.coupons.create({ percent_off: 50, name: 'Half' })
    await sdk.promotionCodes.create({ code: 'HALF', promotion: { type: 'coupon', coupon: coupon.id } })
    const session = await open({ allow_promotion_codes: true })
    const wrong = await pay(session.url, { promotion_code: 'NOTHING' })
    expect([wrong.status, (await wrong.text()).includes('This code is invalid.')]).toEqual([422, true])
    expect((await pay(session.url, { promotion_code: 'half' })).headers.get('location')).toBe(session.url)
    expect(await pageOf(session.url)).toContain('Half, 50 % off')
    await pay(session.url)
    expect((await sdk.checkout.sessions.retrieve(session.id)).amount_total).toBe(399)
    const other = await open()
    expect((await pay(other.url, { promotion_code: 'half' })).status).toBe(422)
    expect(await pageOf(other.url)).not.toContain('Promotion code')
  },
)
