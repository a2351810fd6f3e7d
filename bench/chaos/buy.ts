import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PlannedOrder } from '@/bench/chaos/plan/plan-orders'

/** What became of a visitor's wish. */
export type Bought = {
  order: PlannedOrder
  sessionId: string
  /** Milliseconds since 1970; null for a visitor who did not pay. */
  paidAt: number | null
}

type Opened = { url: string; sessionId: string }

const closesBrowser: PlannedOrder['habit'][] = ['closes the browser after paying', 'is told by nobody']

const giveUpAfterMs = 90_000
const landingLooks = 3
const betweenLooksMs = 800

/**
 * Lives through one purchase as a person does: tries again when the shop is away, and has the order's habit.
 * @param told of each try that failed, and of the payment
 * @throws when the shop refuses the order, or is away for longer than anybody would wait
 */
export async function buy(
  app: string,
  order: PlannedOrder,
  told: { failedTry(): void; payment(): void },
): Promise<Bought> {
  const attemptId = randomUUID()
  const open = () => openCheckout(app, order, attemptId, told.failedTry)
  const opened = order.habit === 'clicks twice' ? await same([open(), open()]) : await open()
  const { url, sessionId } = opened
  if (order.habit === 'never pays') return { order, sessionId, paidAt: null }

  if (order.habit === 'is declined at first') await pay(url, '4000000000000002', 402)
  if (order.habit === 'pays in two tabs') await Promise.all([pay(url), pay(url)])
  else await pay(url)
  const paidAt = Date.now()
  told.payment()
  if (!closesBrowser.includes(order.habit)) await lookAtLandingPage(app, sessionId)
  return { order, sessionId, paidAt }
}

export async function openCheckout(
  app: string,
  { planId, billingCycle, email, couponCode, domain, number }: PlannedOrder,
  attemptId: string,
  onFailedTry: () => void,
): Promise<Opened> {
  const wish = { planId, billingCycle, customer: { name: `Buyer ${number}`, email }, couponCode, domain, attemptId }
  const deadline = Date.now() + giveUpAfterMs
  for (;;) {
    const answer = await send(`${app}/api/checkout/create-session`, wish)
    if (answer?.status === 200) return JSON.parse(answer.text)
    const mayPass = !answer || answer.status === 429 || answer.status >= 500
    if (!mayPass || Date.now() > deadline) {
      throw new Error(`Order ${number} was not taken: ${answer ? `${answer.status} ${answer.text}` : 'no answer'}`)
    }
    onFailedTry()
    await pause(700)
  }
}

/** Undefined when there was no whole answer. */
async function send(url: string, body: unknown): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
}

/** @throws when two clicks made two orders */
async function same(clicks: Promise<Opened>[]): Promise<Opened> {
  const [first, ...others] = await Promise.all(clicks)
  if (!first || others.some(({ sessionId }) => sessionId !== first.sessionId)) {
    throw new Error('A double click opened two payment pages')
  }
  return first
}

export async function pay(url: string, cardNumber = '4242424242424242', expected = 303): Promise<void> {
  const card = {
    method: 'card',
    card_number: cardNumber,
    card_expiry: '12/40',
    card_cvc: '123',
    card_name: 'Chaos Buyer',
  }
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  if (response.status !== expected) throw new Error(`The payment page answered ${response.status}`)
}

/** A browser that comes back from Stripe: what fails there is tried again by the page itself, or not at all. */
async function lookAtLandingPage(app: string, sessionId: string): Promise<void> {
  await visit(`${app}/checkout/complete?session_id=${sessionId}`)
  for (let look = 0; look < landingLooks; look++) {
    await pause(betweenLooksMs)
    await visit(`${app}/api/checkout/progress?session_id=${sessionId}`)
  }
}

async function visit(url: string): Promise<void> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    await response.text()
  } catch {
    // Nobody is told; the order must be completed all the same.
  }
}
