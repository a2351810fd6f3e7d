import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import type { StripeOptions } from '../server'
import { account } from './account'
import { startInspected } from './start-inspected'

export const secretKey = 'sk_test_standin123'
export const webhookSecret = 'whsec_standin123'

export type StandIn = Awaited<ReturnType<typeof startStandIn>>

/** A running stand-in (see `startInspected`), the official SDK pointed at it, and what a test does to both. */
export async function startStandIn(options: Partial<StripeOptions> = {}) {
  const dataDir = options.dataDir ?? newFolder()
  const running = await startInspected({
    dataDir,
    port: 0,
    secretKey,
    webhookSecret,
    webhookUrl: null,
    ...options,
  })
  return {
    dataDir,
    url: running.url,
    sdk: sdkFor(running.url),
    close: running.close,
  }
}

const folders: string[] = []

/** Kept until the end, because a test may start a second stand-in on it. */
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-'))
  if (folders.push(folder) === 1) {
    process.once('exit', () => {
      for (const each of folders) rmSync(each, { recursive: true, force: true })
    })
  }
  return folder
}

export function sdkFor(url: string, key = secretKey, maxNetworkRetries = 0): Stripe {
  const { hostname, port, protocol } = new URL(url)
  return new Stripe(key, {
    host: hostname,
    port,
    protocol: protocol === 'https:' ? 'https' : 'http',
    maxNetworkRetries,
    telemetry: false,
  })
}

/** A session for one plan, as the shop asks for it. */
export function order(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'subscription',
    line_items: [line()],
    customer_email: 'john@example.com',
    success_url: 'http://shop.test/complete?session_id={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://shop.test/checkout',
    ...changes,
  }
}

export function line(
  price: Partial<Stripe.Checkout.SessionCreateParams.LineItem.PriceData> = {},
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity: 1,
    price_data: {
      currency: 'usd',
      unit_amount: 799,
      product_data: { name: 'Starter', metadata: { code: 'starter' } },
      recurring: { interval: 'month' },
      ...price,
    },
  }
}

export const goodCard = {
  method: 'card',
  card_number: '4242 4242 4242 4242',
  card_expiry: '12 / 40',
  card_cvc: '123',
  card_name: 'John Doe',
}

export const goodAccount = {
  method: 'bank_debit',
  routing_number: '110000000',
  account_number: '000123456789',
  account_name: 'John Doe',
}

/** Posts the payment page's form, as a browser does; it does not follow the redirect. */
export function pay(url: string | null, form: Record<string, string> = goodCard): Promise<Response> {
  if (!url) throw new Error('The session has no page')
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

const patience = account ? { withinMs: 300_000, everyMs: 1000 } : { withinMs: 5000, everyMs: 10 }

/** Asks again until the answer is there. */
export async function eventually<Answer>(
  ask: () => Answer | Promise<Answer>,
  isThere: (answer: Answer) => boolean,
  withinMs = patience.withinMs,
): Promise<Answer> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (isThere(answer)) return answer
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms; last: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, patience.everyMs))
  }
}

/** What the SDK threw. */
export async function refusalOf(request: Promise<unknown>) {
  try {
    await request
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('It was not refused')
}
