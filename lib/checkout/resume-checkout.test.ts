import { afterEach, expect, test } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { sign } from '@/lib/signature'
import { resumeCheckout } from './resume-checkout'
import { resumePath } from './resume-path'

const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000)

afterEach(() => moveClock())

async function insertOrder(values: Partial<typeof checkoutSessions.$inferInsert> = {}) {
  const [order] = await db()
    .insert(checkoutSessions)
    .values({
      email: 'maria@example.com',
      customerName: 'Maria Santos',
      productCode: 'premium',
      billingCycle: 'yearly',
      amount: 12228,
      renewalAmount: 12228,
      currency: 'eur',
      locale: 'es',
      ...values,
    })
    .returning()
  if (!order) throw new Error('the order was not stored')
  return order
}

function tokenIn(path: string): string {
  return new URL(path, 'http://localhost').searchParams.get('token') ?? ''
}

test.each(['pending', 'expired', 'failed'] as const)(
  'an order that is %s opens as it was filled, in its language and currency',
  async (status) => {
    const order = await insertOrder({ status, domainInfo: { domain: 'maria.example' } })
    expect(await resumeCheckout(tokenIn(resumePath(order.id, tomorrow)))).toEqual({
      state: 'unpaid',
      order,
      path: '/es/checkout?plan=premium&cycle=yearly&resumed=1&currency=eur',
    })
  },
)

test('an order that is paid leads to its own page and is not ordered again', async () => {
  const order = await insertOrder({ status: 'completed', stripeSessionId: 'cs_test_paid' })
  expect(await resumeCheckout(tokenIn(resumePath(order.id, tomorrow)))).toEqual({
    state: 'paid',
    path: '/es/checkout/complete?session_id=cs_test_paid&currency=eur',
  })
})

test('a link that has expired, was altered or was made for something else opens nothing', async () => {
  const { id } = await insertOrder()
  const token = tokenIn(resumePath(id, tomorrow))
  expect(await resumeCheckout(token)).not.toBeNull()
  expect(await resumeCheckout(sign('stop-reminders', `${id} ${tomorrow.getTime()}`))).toBeNull()
  expect(await resumeCheckout(sign('resume-checkout', id))).toBeNull()
  for (const other of ['', 'x', `${token}x`, token.slice(1), id]) expect(await resumeCheckout(other)).toBeNull()
  moveClock(new Date(tomorrow.getTime() + 1000))
  expect(await resumeCheckout(token)).toBeNull()
})
