import { afterAll, beforeAll, expect, test } from 'vitest'
import { needs } from './testing/needs'
import { priceOf } from './testing/on-a-clock'
import { buy, type OpenStripe, openStripe, unique } from './testing/open-stripe'
import { order, pay, refusalOf } from './testing/stand-in'

let stripe: OpenStripe
beforeAll(async () => {
  stripe = await openStripe()
})
afterAll(() => stripe.close())

test('a promotion code is made, used by a session, and used up', async () => {
  const { sdk } = stripe
  const coupon = await sdk.coupons.create({ percent_off: 25, duration: 'once' })
  const code = unique('SPRING').toUpperCase()
  const made = await sdk.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code,
    max_redemptions: 1,
  })
  expect(made).toMatchObject({ active: true, code, promotion: { coupon: coupon.id }, times_redeemed: 0 })
  const twice = sdk.promotionCodes.create({
    promotion: { type: 'coupon', coupon: coupon.id },
    code: code.toLowerCase(),
  })
  expect(await refusalOf(twice)).toMatchObject({ statusCode: 400, param: 'code' })
  const discounts = [{ promotion_code: made.id }]
  const session = await sdk.checkout.sessions.create(order({ discounts }))
  expect(session).toMatchObject({ amount_total: 599, discounts: [{ coupon: null, promotion_code: made.id }] })
  await buy(stripe, session)
  expect((await sdk.promotionCodes.retrieve(made.id)).times_redeemed).toBe(1)
  expect(await refusalOf(sdk.checkout.sessions.create(order({ discounts })))).toMatchObject({
    code: 'promotion_code_not_redeemable',
  })
  expect((await sdk.promotionCodes.update(made.id, { active: false })).active).toBe(false)
  expect((await sdk.promotionCodes.list({ code, active: true })).data).toEqual([])
})

test(
  'a code is typed on the payment page, and one that does not hold is refused in words',
  needs('a page'),
  async () => {
    const { sdk } = stripe
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
  },
)

test('a product and its prices are made, changed and deleted', async () => {
  const { sdk } = stripe
  const price = await priceOf(stripe, 'Starter', 799)
  const lookup_key = unique('starter')
  const named = await sdk.prices.update(price.id, { lookup_key, nickname: 'Monthly' })
  expect(named).toMatchObject({ lookup_key, nickname: 'Monthly', active: true })
  expect((await sdk.prices.list({ lookup_keys: [lookup_key] })).data.map(({ id }) => id)).toEqual([price.id])
  const product = await sdk.products.update(String(price.product), { name: 'Start', default_price: price.id })
  expect(product).toMatchObject({ name: 'Start', default_price: price.id })
  expect(await refusalOf(sdk.products.del(product.id))).toMatchObject({ statusCode: 400 })
  const old = await priceOf(stripe, 'Starter of old', 999)
  expect((await sdk.prices.update(old.id, { active: false })).active).toBe(false)
  const empty = await sdk.products.create({ name: 'Nothing' })
  expect(await sdk.products.del(empty.id)).toMatchObject({ deleted: true })
})
