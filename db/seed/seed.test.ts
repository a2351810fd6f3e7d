import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { prices, products } from '@/db/schema/catalog'
import { currencies } from '@/lib/catalog/currency'
import { listPlans } from '@/lib/catalog/list-plans'
import { db } from '@/lib/database'
import { seed } from './seed'

test('every plan has a price for the same terms in every currency, and saves by a longer one', async () => {
  const [dollars = [], ...others] = await Promise.all(currencies.map((currency) => listPlans(currency)))
  for (const plans of others) {
    expect(plans.map(({ code, prices }) => [code, Object.keys(prices).sort()])).toEqual(
      dollars.map(({ code, prices }) => [code, Object.keys(prices).sort()]),
    )
    for (const { code, prices } of plans) {
      expect(prices.yearly?.amountMinor, code).toBeLessThan(12 * (prices.monthly?.amountMinor ?? 0))
    }
  }
})

test('what a host has changed stays, and what an older catalogue lacks is added', async () => {
  await db().update(products).set({ summary: 'Ours', translations: {} }).where(eq(products.code, 'starter'))
  await db()
    .update(products)
    .set({ translations: { es: { summary: 'Nuestro', features: [] } } })
    .where(eq(products.code, 'premium'))
  await db().update(prices).set({ amount: 100 }).where(eq(prices.amount, 799))
  await db().delete(prices).where(eq(prices.currency, 'gbp'))

  await seed(db())

  const [starter, premium] = await listPlans('gbp')
  expect(starter).toMatchObject({ summary: 'Ours', translations: { es: { summary: 'Para una primera web.' } } })
  expect(starter?.prices.monthly?.amountMinor).toBe(649)
  expect(premium?.translations.es?.summary).toBe('Nuestro')
  expect((await listPlans('usd'))[0]?.prices.monthly?.amountMinor).toBe(100)
})
