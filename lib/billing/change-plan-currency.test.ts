import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invoices } from '@/db/schema/billing'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { listPlanChanges } from './list-plan-changes'
import { agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
})

afterAll(() => world.close())

test('a service that was bought in euros is offered, changed to and invoiced for plans in euros', async () => {
  const sessionId = await world.buy('euro@example.com', 'starter', { currency: 'eur' })
  const { subscription, userId } = await rowsOf(sessionId)
  const own = { subscriptionId: subscription.id, userId }
  expect(subscription).toMatchObject({ amount: 749, currency: 'eur' })

  const { options } = await listPlanChanges(own)
  expect(new Set(options.map(({ price }) => price.currency))).toEqual(new Set(['eur']))
  expect(options.find(({ plan, cycle }) => plan.code === 'premium' && cycle === 'yearly')?.price.amountMinor).toBe(
    12228,
  )

  await agreeToPlan({ ...own, planCode: 'premium', cycle: 'yearly' })
  await world.settle()
  expect((await rowsOf(sessionId)).subscription).toMatchObject({ amount: 12228, currency: 'eur' })
  const billed = await db().select().from(invoices).where(eq(invoices.subscriptionId, subscription.id))
  expect(billed.length).toBeGreaterThanOrEqual(2)
  expect(new Set(billed.map(({ currency }) => currency))).toEqual(new Set(['eur']))
})
