import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { emailLog } from '@/db/schema/mail'
import { waitFor } from '@/db/testing/wait-for'
import { quote } from '@/lib/checkout/quote'
import { db } from '@/lib/database'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { openWorld, type World } from './testing/open-world'
import { rowsOf } from './testing/service-rows'

let world: World

beforeAll(async () => {
  vi.stubEnv('STRIPE_TAX', 'on')
  vi.stubEnv('STRIPE_TAX_BEHAVIOR', 'inclusive')
  world = await openWorld()
})

afterAll(() => world.close())

test('an order whose price includes the tax is fulfilled, and its mail and invoice show it', async () => {
  expect(await quote({ planCode: 'starter', cycle: 'monthly', currency: 'usd' })).toMatchObject({ tax: 'included' })
  const email = 'included@example.com'
  const sessionId = await world.pay({ email, country: 'DE', couponCode: 'WELCOME10' })
  await settleSession(sessionId)
  await waitFor(async () => (await getProgress(sessionId))?.state === 'completed', { timeoutMs: 15_000 })
  await world.settle()
  const [order] = await db().select().from(checkoutSessions).where(eq(checkoutSessions.stripeSessionId, sessionId))
  expect(order).toMatchObject({ status: 'completed', amount: 719, paidAmount: 719, taxAmount: 115 })
  const [mail] = await db().select({ props: emailLog.props }).from(emailLog).where(eq(emailLog.toAddress, email))
  expect(mail?.props).toMatchObject({
    amountToday: { amountMinor: 719, currency: 'usd' },
    taxToday: { amountMinor: 115, currency: 'usd' },
    addsTax: false,
  })
  expect((await rowsOf(sessionId)).invoices).toMatchObject([{ status: 'paid', tax: 115, total: 719 }])
})
