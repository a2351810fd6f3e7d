import { beforeAll, expect, test } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { db } from '@/lib/database'
import { listOrders } from './list-orders'

const start = Date.parse('2026-11-01T00:00:00Z')

/** 101 orders, one a minute; the newest is paid and waits for a person. */
beforeAll(async () => {
  const rows = await db()
    .insert(checkoutSessions)
    .values(
      Array.from({ length: 101 }, (_, index) => ({
        email: `buyer${index}@example.com`,
        customerName: `Buyer ${index}`,
        productCode: 'starter',
        billingCycle: 'monthly' as const,
        amount: 719,
        renewalAmount: 799,
        currency: 'usd',
        couponCode: index === 100 ? 'WELCOME10' : null,
        status: index === 100 ? ('completed' as const) : ('pending' as const),
        createdAt: new Date(start + index * 60_000),
      })),
    )
    .returning({ id: checkoutSessions.id, email: checkoutSessions.email })
  const newest = rows.find((row) => row.email === 'buyer100@example.com')
  if (!newest) throw new Error('the newest order was not stored')
  const [fulfilment] = await db()
    .insert(fulfilments)
    .values({ checkoutSessionId: newest.id, status: 'needs_person', reason: 'No server has room.' })
    .returning()
  if (!fulfilment) throw new Error('the fulfilment was not stored')
  const step = (name: string, completedAt: Date | null) => ({ fulfilmentId: fulfilment.id, step: name, completedAt })
  await db()
    .insert(fulfilmentSteps)
    .values([step('account', new Date(start)), step('customer', new Date(start + 1000)), step('placed', null)])
})

test('the newest order comes first, with its payment, its last step and why it waits', async () => {
  const { orders, hasOlder } = await listOrders({ page: 1 })
  expect(orders).toHaveLength(50)
  expect(hasOlder).toBe(true)
  expect(orders[0]).toMatchObject({
    number: orders[0]?.id.slice(0, 8).toUpperCase(),
    customerName: 'Buyer 100',
    planName: 'Starter',
    cycle: 'monthly',
    amount: { amountMinor: 719, currency: 'usd' },
    couponCode: 'WELCOME10',
    checkoutStatus: 'completed',
    fulfilmentStatus: 'needs_person',
    lastStep: 'customer',
    reason: 'No server has room.',
    site: null,
  })
  expect(orders[1]).toMatchObject({ customerName: 'Buyer 99', checkoutStatus: 'pending', fulfilmentStatus: null })
})

test('the pages hold each order once and the last one ends', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((page) => listOrders({ page })))
  expect(pages.map(({ orders, hasOlder }) => [orders.length, hasOlder])).toEqual([
    [50, true],
    [50, true],
    [1, false],
    [0, false],
  ])
  expect(new Set(pages.flatMap(({ orders }) => orders.map((order) => order.id))).size).toBe(101)
})
