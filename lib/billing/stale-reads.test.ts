import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { invoices, subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, refunds } from '@/db/schema/disputes'
import { db } from '@/lib/database'
import { makeSubscription } from '@/lib/provisioning/try-provisioning'
import { startStripe } from '@/sandbox/stripe/server'
import { syncDispute } from './sync-dispute'
import { syncInvoice } from './sync-invoice'
import { syncRefund } from './sync-refund'
import { syncSubscription } from './sync-subscription'

const dataDir = mkdtempSync(join(tmpdir(), 'stale-'))
let stripe: Awaited<ReturnType<typeof startStripe>>
let sdk: Stripe
let line: Awaited<ReturnType<typeof openSlowLine>>

beforeAll(async () => {
  const options = { dataDir, port: 0, secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest', webhookUrl: null }
  stripe = await startStripe(options)
  line = await openSlowLine(stripe.url)
  vi.stubEnv('STRIPE_API_BASE', line.url)
  const { hostname, port } = new URL(stripe.url)
  sdk = new Stripe('sk_test_vitest', { host: hostname, port, protocol: 'http', telemetry: false })
})

afterAll(async () => {
  line.close()
  await stripe.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/**
 * Reads something of Stripe, and writes it down only after it has changed there and somebody else has written the
 * change down.
 */
async function overtake(path: string, sync: () => Promise<unknown>, change: () => Promise<unknown>): Promise<void> {
  const hold = line.holdNext(path)
  const slow = sync()
  await hold.isHeld
  await change()
  await sync()
  hold.release()
  await slow
}

/** A customer here and there, and a subscription of theirs that Stripe bills. */
async function makeBilled(card: string, terms: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const customer = await sdk.customers.create({ email: 'a@example.com' })
  const method = await sdk.paymentMethods.attach(card, { customer: customer.id })
  const product = await sdk.products.create({ name: 'Starter', metadata: { code: 'starter' } })
  const price = await sdk.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: 799,
    recurring: { interval: 'month' },
  })
  const made = await sdk.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    ...(terms.collection_method ? {} : { default_payment_method: method.id }),
    ...terms,
  })
  const id = await makeSubscription()
  const [row] = await db()
    .update(subscriptions)
    .set({ stripeSubscriptionId: made.id })
    .where(eq(subscriptions.id, id))
    .returning()
  await db()
    .update(checkoutSessions)
    .set({ stripeCustomerId: customer.id })
    .where(eq(checkoutSessions.id, row?.checkoutSessionId ?? ''))
  const { data } = await sdk.charges.list({ customer: customer.id, limit: 1 })
  return { id, stripeSubscriptionId: made.id, stripeCustomerId: customer.id, chargeId: data[0]?.id ?? '' }
}

test('an older look at a subscription does not overwrite a newer one', async () => {
  const { id, stripeSubscriptionId } = await makeBilled('pm_card_visa')
  await syncSubscription(stripeSubscriptionId, 'first')
  await overtake(
    `/v1/subscriptions/${stripeSubscriptionId}`,
    () => syncSubscription(stripeSubscriptionId, 'test'),
    () => sdk.subscriptions.cancel(stripeSubscriptionId),
  )
  expect(await db().select().from(subscriptions).where(eq(subscriptions.id, id))).toMatchObject([
    { status: 'canceled' },
  ])
})

test('nor at an invoice', async () => {
  const { id, stripeSubscriptionId } = await makeBilled('pm_card_visa', {
    collection_method: 'send_invoice',
    days_until_due: 7,
  })
  const { data } = await sdk.invoices.list({ subscription: stripeSubscriptionId })
  const invoiceId = data[0]?.id ?? ''
  if (data[0]?.status === 'draft') await sdk.invoices.finalizeInvoice(invoiceId)
  await syncInvoice(invoiceId, 'first')
  await overtake(
    `/v1/invoices/${invoiceId}`,
    () => syncInvoice(invoiceId, 'test'),
    () => sdk.invoices.voidInvoice(invoiceId),
  )
  expect(await db().select().from(invoices).where(eq(invoices.subscriptionId, id))).toMatchObject([{ status: 'void' }])
})

test('nor at a dispute', async () => {
  const { stripeCustomerId } = await makeBilled('pm_card_createDispute')
  const { data } = await sdk.disputes.list({ limit: 100 })
  const dispute = data[0]
  if (!dispute) throw new Error(`No payment of ${stripeCustomerId} was disputed`)
  await syncDispute(dispute.id, 'first')
  await overtake(
    `/v1/disputes/${dispute.id}`,
    () => syncDispute(dispute.id, 'test'),
    () => sdk.disputes.close(dispute.id),
  )
  expect(await db().select().from(disputes).where(eq(disputes.stripeDisputeId, dispute.id))).toMatchObject([
    { status: 'lost' },
  ])
})

test('nor at a refund', async () => {
  const { chargeId } = await makeBilled('pm_card_visa')
  const refund = await sdk.refunds.create({ charge: chargeId })
  // The stand-in's refunds never wait for a bank, so what is held says that this one did.
  line.rewrite = (body) => body.replace(/"status":\s*"succeeded"/g, '"status":"pending"')
  await syncRefund(refund.id, 'first')
  await overtake(
    `/v1/refunds/${refund.id}`,
    () => syncRefund(refund.id, 'test'),
    async () => {
      line.rewrite = (body) => body
    },
  )
  expect(await db().select().from(refunds).where(eq(refunds.stripeRefundId, refund.id))).toMatchObject([
    { status: 'succeeded' },
  ])
})

/** A way to Stripe on which an answer can be held up. */
async function openSlowLine(target: string) {
  let held: { path: string; arrived: () => void; released: Promise<void> } | undefined
  const self = {
    url: '',
    rewrite: (body: string) => body,
    /** Of the next request for a path the answer is held, as it is at this moment. */
    holdNext(path: string) {
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const isHeld = new Promise<void>((arrived) => {
        held = { path, arrived, released }
      })
      return { isHeld, release }
    },
    close: () => server.close(),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method,
      headers: {
        authorization: String(request.headers.authorization),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: request.method === 'GET' ? undefined : Buffer.concat(chunks),
    })
    const body = self.rewrite(await answer.text())
    if (held && request.url?.startsWith(held.path)) {
      const { arrived, released } = held
      held = undefined
      arrived()
      await released
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  self.url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`
  return self
}
