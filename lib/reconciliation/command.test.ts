import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { openShop } from '@/lib/fulfilment/testing/open-shop'

let shop: Awaited<ReturnType<typeof openShop>>

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop.close())

test('`npm run reconcile` says what it looked at and repaired, and the next run has nothing to repair', {
  timeout: 120_000,
}, async () => {
  const { url, sessionId } = await shop.order('found@example.com')
  const card = { card_number: '4242 4242 4242 4242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'John Doe' }
  await fetch(url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  const [order] = await db()
    .update(checkoutSessions)
    .set({ createdAt: sql`now() - interval '10 minutes'` })
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
    .returning()
  const { stdout } = await reconcile()
  expect(stdout).toMatch(/looked at +repaired +needs a person/)
  expect(stdout).toMatch(/^open orders +1 +1 +0$/m)
  expect(stdout).toContain('Repaired:')
  expect(stdout).toContain(`Order ${orderNumber(order?.id ?? '')} was paid at Stripe`)
  expect(stdout).not.toContain('Could not run:')
  expect((await reconcile()).stdout).not.toContain('Repaired:')
})

function reconcile() {
  return promisify(execFile)('npm', ['run', 'reconcile'], { env: process.env })
}
