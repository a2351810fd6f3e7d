import { expect, test } from 'vitest'
import type { Plan } from '@/lib/catalog/list-plans'
import { priceOfTerm } from './price-of-term'

test('a longer term shows its share of a month and what it saves to the cent', () => {
  const price = priceOfTerm(planWith({ monthly: usd(799), yearly: usd(8148) }), 'yearly')

  expect(price).toEqual({
    today: usd(8148),
    perMonth: usd(679),
    isPerMonthExact: true,
    saving: usd(1440),
    savingPercent: 15,
  })
})

test('a month that is not a whole cent is rounded up and said to be about that', () => {
  const price = priceOfTerm(planWith({ monthly: usd(900), yearly: usd(10_000) }), 'yearly')

  expect(price?.perMonth).toEqual(usd(834))
  expect(price?.isPerMonthExact).toBe(false)
})

test('paying monthly saves nothing, and a plan without a monthly price has nothing to compare with', () => {
  expect(priceOfTerm(planWith({ monthly: usd(799) }), 'monthly')?.saving).toBeNull()
  expect(priceOfTerm(planWith({ yearly: usd(8148) }), 'yearly')?.saving).toBeNull()
})

test('a cycle that the plan is not sold for has no price', () => {
  expect(priceOfTerm(planWith({ monthly: usd(199) }), 'triennial')).toBeNull()
})

function usd(amountMinor: number) {
  return { amountMinor, currency: 'usd' }
}

function planWith(prices: Plan['prices']): Plan {
  return {
    id: '1',
    code: 'plan',
    name: 'Plan',
    type: 'hosting',
    summary: '',
    limits: {},
    features: [],
    translations: {},
    prices,
  }
}
