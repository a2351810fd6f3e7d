import { afterEach, expect, test } from 'vitest'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import type { Quote } from '@/lib/checkout/quote'
import { moveClock } from '@/lib/clock'
import { describeRenewal } from './price-view'

afterEach(() => moveClock())

test('the renewal names its price, how often it comes and the next day', () => {
  moveClock(new Date('2026-11-23T12:00:00Z'))

  expect(describeRenewal(quoteFor('yearly'), 'en')).toBe('$131.88 every year, next on November 23, 2027')
})

test('a day that the next month lacks becomes its last one', () => {
  moveClock(new Date('2027-01-31T12:00:00Z'))

  expect(describeRenewal(quoteFor('monthly'), 'en')).toBe('$131.88 every month, next on February 28, 2027')
})

test('in Spanish it is written as there', () => {
  moveClock(new Date('2026-11-23T12:00:00Z'))

  expect(describeRenewal(quoteFor('yearly'), 'es')).toBe(
    '131,88\u00a0US$ cada año, la próxima vez el 23 de noviembre de 2027',
  )
})

function quoteFor(cycle: BillingCycle): Quote {
  const full = { amountMinor: 13188, currency: 'usd' }
  const plan = {
    id: '1',
    code: 'premium',
    name: 'Premium',
    type: 'hosting' as const,
    summary: '',
    limits: {},
    features: [],
    translations: {},
    prices: {},
  }
  return { plan, cycle, full, discount: full, today: full, renewal: full, couponCode: null, coupon: null, tax: null }
}
