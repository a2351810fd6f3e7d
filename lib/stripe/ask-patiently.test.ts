import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { breakers } from '@/db/schema/breakers'
import { stripeEvents } from '@/db/schema/webhooks'
import { db } from '@/lib/database'
import { processEvent } from '@/lib/webhooks/process-event'
import { startStripe } from '@/sandbox/stripe/server'
import { askPatiently } from './ask-patiently'
import { isMissing } from './call-stripe'
import { retrieveSubscription } from './retrieve-subscription'

const dataDir = mkdtempSync(join(tmpdir(), 'patience-'))
let standIn: Awaited<ReturnType<typeof startStripe>>

beforeAll(async () => {
  const options = { dataDir, port: 0, secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest', webhookUrl: null }
  standIn = await startStripe(options)
  vi.stubEnv('STRIPE_API_BASE', standIn.url)
})

/** Stripe has not answered, and it is time to find out whether it does now. */
beforeEach(async () => {
  await db().delete(breakers)
  const at = sql`clock_timestamp()`
  await db().insert(breakers).values({ part: 'stripe', failures: 3, tries: 2, openedAt: at, nextTryAt: at })
})

afterAll(async () => {
  await standIn.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function isKnownToAnswer(): Promise<boolean> {
  const [breaker] = await db().select().from(breakers)
  return breaker?.openedAt === null
}

test('an event that has nothing to ask for does not pass for an answer of Stripe', async () => {
  const [event] = await db()
    .insert(stripeEvents)
    .values({ id: 'evt_stranger', type: 'customer.subscription.updated', objectId: 'sub_of_somebody_else' })
    .returning()
  await processEvent(event?.id ?? '')
  expect(await isKnownToAnswer()).toBe(false)
})

test('a no of Stripe is an answer', async () => {
  const failure = await askPatiently(() => retrieveSubscription('sub_nowhere')).catch((error: unknown) => error)
  expect(isMissing(failure)).toBe(true)
  expect(await isKnownToAnswer()).toBe(true)
})

test('work that fails before it asks is none', async () => {
  const fail = async () => {
    throw new Error('a mistake of ours')
  }
  await expect(askPatiently(fail)).rejects.toThrow('a mistake of ours')
  expect(await isKnownToAnswer()).toBe(false)
})
