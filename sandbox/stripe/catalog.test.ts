import { afterAll, beforeAll, expect, test } from 'vitest'
import { priceOf } from './testing/on-a-clock'
import { order, pay, refusalOf, type StandIn, startStandIn } from './testing/stand-in'

let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())

test('a promotion code is made, used by a session, and used up', async () => {
  const { sdk } = standIn
  const coupon = await sdk.coupons.create({ percent_off: 25, duration: 'once' })
  const made = await sdk.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: 'SPRING25',
    max_redemptions: 1,
  })
  expect(made).toMatchObject({ active: true, code: 'SPRING25', promotion: { coupon: coupon.id }, times_redeemed: 0 })
  const twice = sdk.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'spring25' })
  expect(await refusalOf(twice)).toMatchObject({ statusCode: 400, param: 'code' })
  const discounts = [{ promotion_code: made.id }]
  const session = await sdk.checkout.sessions.create(order({ discounts }))
  expect(session).toMatchObject({ amount_total: 599, discounts: [{ coupon: null, promotion_code: made.id }] })
  await pay(session.url)
  expect((await sdk.promotionCodes.retrieve(made.id)).times_redeemed).toBe(1)
  expect(await refusalOf(sdk.checkout.sessions.create(order({ discounts })))).toMatchObject({
    code: 'promotion_code_not_redeemable',
  })
  expect((await sdk.promotionCodes.update(made.id, { active: false })).active).toBe(false)
  expect((await sdk.promotionCodes.list({ code: 'SPRING25', active: true })).data).toEqual([])
})

test('a code is typed on the payment page, and one that does not hold is refused in words', async () => {
  const { sdk } = standIn
  const coupon = await sdk.coupons.create({ amount_off: 300, currency: 'usd', duration: 'once' })
  await sdk.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: 'BIG',
    restrictions: { minimum_amount: 5000, minimum_amount_currency: 'usd' },
  })
  await sdk.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: 'THREE-OFF' })
  const session = await sdk.checkout.sessions.create(order({ allow_promotion_codes: true }))
  const type = (promotion_code: string) => pay(session.url, { promotion_code })
  for (const [code, words] of [
    ['NONE', 'This code is invalid.'],
    ['BIG', 'below the smallest amount'],
  ] as const) {
    const answer = await type(code)
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(words)])
  }
  expect((await type('three-off')).status).toBe(303)
  expect((await sdk.checkout.sessions.retrieve(session.id)).amount_total).toBe(499)
  expect((await pay(session.url)).status).toBe(303)
  const { invoice } = await sdk.checkout.sessions.retrieve(session.id, { expand: ['invoice'] })
  expect(invoice).toMatchObject({ total: 499, amount_paid: 499 })
})

test('a product and its prices are made, changed and deleted', async () => {
  const { sdk } = standIn
  const price = await priceOf(standIn, 'Starter', 799)
  const named = await sdk.prices.update(price.id, { lookup_key: 'starter', nickname: 'Monthly', active: false })
  expect(named).toMatchObject({ lookup_key: 'starter', nickname: 'Monthly', active: false })
  expect((await sdk.prices.list({ lookup_keys: ['starter'] })).data.map(({ id }) => id)).toEqual([price.id])
  const product = await sdk.products.update(String(price.product), { name: 'Start', default_price: price.id })
  expect(product).toMatchObject({ name: 'Start', default_price: price.id })
  expect(await refusalOf(sdk.products.del(product.id))).toMatchObject({ statusCode: 400 })
  const empty = await sdk.products.create({ name: 'Nothing' })
  expect(await sdk.products.del(empty.id)).toMatchObject({ deleted: true })
})
