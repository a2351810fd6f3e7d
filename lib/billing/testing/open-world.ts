import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { vi } from 'vitest'
import { POST as receiveWebhook } from '@/app/api/webhooks/stripe/route'
import { waitFor } from '@/db/testing/wait-for'
import { runBillingClock } from '@/lib/billing/run-billing-clock'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { closeTransport } from '@/lib/mail/transport'
import { addServer } from '@/lib/provisioning/add-server'
import { startWorker } from '@/lib/worker/start-worker'
import { startHosting } from '@/sandbox/hosting/server'
import { startMail } from '@/sandbox/mail/start-mail'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'

const secretKey = 'sk_test_vitest'
const webhookSecret = 'whsec_vitest'

export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * For tests: the whole shop with its worker, beside a stand-in of Stripe, a host and a mail server, all of them living
 * by lib/clock. Events of Stripe are kept until `settle`, which delivers them signed.
 * @param arrange the order, and the number of times, in which the events of one moment are delivered
 * @param afterRetries what Stripe makes of a subscription whose invoice it could not collect
 */
export async function openWorld(
  arrange: (events: string[]) => string[] = (events) => events,
  afterRetries: 'canceled' | 'unpaid' = 'canceled',
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'billing-'))
  const folder = (name: string) => join(dataDir, name)
  const waiting: string[] = []
  const stripe = await startInspected({
    dataDir: folder('stripe'),
    port: 0,
    secretKey,
    webhookSecret,
    webhookUrl: null,
    clock: () => now().getTime(),
    retries: { afterDays: [3, 5, 7], ending: afterRetries },
    onEvent: (event) => waiting.push(JSON.stringify(event)),
  })
  const mail = await startMail({ smtpPort: 0, webPort: 0, dataDir: folder('mail') })
  const hosting = await startHosting({ dataDir: folder('hosting'), controlPort: 0, sitesPort: 0, token: 'token' })
  vi.stubEnv('STRIPE_API_BASE', stripe.url)
  vi.stubEnv('SMTP_PORT', String(mail.smtpPort))
  const credentials = { token: 'token', sitesUrl: hosting.sitesUrl }
  await addServer({ name: 'embedded', driver: 'embedded', address: hosting.controlUrl, credentials, capacity: 100 })
  const worker = await startWorker('# time is what a test does')
  const { hostname, port } = new URL(stripe.url)
  const sdk = new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false })

  /** Delivers what Stripe has to tell, and waits until all that follows from it is done. */
  async function settle(): Promise<void> {
    // The stand-in lives on when it is asked something.
    await sdk.events.list({ limit: 1 })
    while (waiting.length > 0) {
      await Promise.all(arrange(waiting.splice(0)).map((body) => deliver(sdk, body)))
      await idle()
    }
    await idle()
  }

  async function control(method: 'POST' | 'DELETE', form?: Record<string, string>): Promise<void> {
    const headers = { authorization: `Bearer ${secretKey}` }
    const body = form && new URLSearchParams(form)
    const answer = await fetch(`${stripe.url}/_sandbox/faults`, { method, headers, ...(body && { body }) })
    if (!answer.ok) throw new Error(`The stand-in answered ${answer.status}: ${await answer.text()}`)
  }

  return {
    sdk,
    settle,
    /** Has Stripe's answer to the nth request from now be lost, after it did what was asked. */
    loseAnswer(nth: number): Promise<void> {
      // Of every nth one the first; the stand-in takes four decimals.
      const share = String(Math.ceil(10_000 / nth) / 10_000)
      return control('POST', { kind: 'api_lost_answer', count: '1', share })
    },
    /** Ends that. */
    mend: () => control('DELETE'),
    deliver: (body: string) => deliver(sdk, body),
    /** Loses what Stripe has to tell. */
    async drop(): Promise<void> {
      await sdk.events.list({ limit: 1 })
      waiting.length = 0
    },
    idle,
    /** Goes on to a moment, and lets it do what time does. */
    async advanceTo(moment: Date): Promise<void> {
      if (moment > now()) moveClock(moment)
      await settle()
      await runBillingClock()
      await settle()
    },
    pay,
    /** Buys a plan monthly with a card that works, and waits for the site. */
    async buy(email: string, planId?: string, more: { currency?: string; domain?: string } = {}) {
      const sessionId = await pay({ email, planId, ...more })
      await settleSession(sessionId)
      await waitFor(async () => (await getProgress(sessionId))?.state === 'completed', { timeoutMs: 60_000 })
      await settle()
      return sessionId
    },
    /** Has a subscription charged to another card from now on. */
    async payWith(
      service: { stripeCustomerId: string; subscription: { stripeSubscriptionId: string } },
      card: `pm_card_${string}`,
    ): Promise<void> {
      const method = await sdk.paymentMethods.attach(card, { customer: service.stripeCustomerId })
      await sdk.subscriptions.update(service.subscription.stripeSubscriptionId, { default_payment_method: method.id })
    },
    /** All mails that arrived, oldest first. */
    inbox: async (): Promise<{ headers: Record<string, string>; text: string }[]> =>
      fetch(`${mail.webUrl}/api/email`).then((answer) => answer.json()),
    /** What the host lets a site use, as it was told; undefined for one that it has not. */
    async storageMbOf(username: string): Promise<number | undefined> {
      const headers = { authorization: 'Bearer token' }
      const answer = await fetch(`${hosting.controlUrl}/accounts/${username}`, { headers })
      const { account } = await answer.json()
      return account?.state === 'terminated' ? undefined : account?.limits.storageMb
    },
    /** Asks the host as a browser would. */
    visit: (domain: string) => visit(hosting.sitesUrl, domain),
    async close(): Promise<void> {
      moveClock()
      await worker.stop()
      await worker.ended
      closeTransport()
      await Promise.all([stripe.close(), mail.stop(), hosting.close()])
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** Orders a plan monthly and pays for it; what follows waits for `settle`. */
async function pay(wish: {
  email: string
  planId?: string
  currency?: string
  couponCode?: string
  domain?: string
  cardNumber?: string
  /** Asked for by a page that adds tax. */
  country?: string
}) {
  const { email, planId = 'starter', cardNumber = '4242 4242 4242 4242', country, ...more } = wish
  const customer = { name: 'John Doe', email }
  const { url, sessionId } = await startCheckout({ planId, billingCycle: 'monthly', customer, ...more })
  const card = { card_number: cardNumber, card_expiry: '12 / 60', card_cvc: '123', card_name: 'J Doe' }
  const form = new URLSearchParams({ ...card, ...(country && { country }) })
  const paid = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  if (paid.status !== 303) throw new Error(`The payment was answered with ${paid.status}`)
  return sessionId
}

async function deliver(sdk: Stripe, body: string): Promise<void> {
  const signature = sdk.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret })
  const headers = { 'stripe-signature': signature }
  const answer = await receiveWebhook(new Request('http://localhost/', { method: 'POST', body, headers }))
  if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`)
}

/** Until no job is left that may run now, and none failed for good. */
async function idle(): Promise<void> {
  await waitFor(
    async () => {
      const [jobs] = await db().execute<{ left: number; error: string | null }>(sql`
        select count(*)::int as left, max(last_error) filter (where attempts >= 3) as error
        from graphile_worker._private_jobs where run_at < now() + interval '1 minute'`)
      if (jobs?.error) throw new Error(jobs.error)
      return jobs?.left === 0
    },
    { timeoutMs: 60_000 },
  )
}

function visit(sitesUrl: string, domain: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(sitesUrl, { headers: { host: domain } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}
