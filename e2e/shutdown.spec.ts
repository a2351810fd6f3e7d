import { type IncomingMessage, request } from 'node:http'
import { expect, test } from '@playwright/test'
import Stripe from 'stripe'
import { demo } from './demo'

test('SIGTERM lets a slow request finish, ends what would go on for ever, and the next process serves on', async () => {
  const { app, pids, webhookSecret } = demo()
  const web = pids.web ?? 0
  const { sessionId } = await order(app)
  const stream = await fetch(`${app}/api/checkout/progress?session_id=${sessionId}`, {
    headers: { accept: 'text/event-stream' },
  })
  const reader = stream.body?.getReader()
  expect((await reader?.read())?.done).toBe(false)

  const event = { id: `evt_${Date.now()}`, object: 'event', type: 'invoice.paid', data: { object: { id: 'in_1' } } }
  const slow = beginDelivery(app, JSON.stringify(event), webhookSecret)
  await slow.hasBegun
  process.kill(web, 'SIGTERM')
  const toldAt = Date.now()
  while (!(await reader?.read())?.done);
  expect(isAlive(web)).toBe(true)

  const answer = await slow.finish()
  expect(answer).toEqual({ status: 200, body: '{"received":true}' })
  await expect.poll(() => isAlive(web), { timeout: 20_000 }).toBe(false)
  expect(Date.now() - toldAt).toBeLessThan(20_000)
  await expect.poll(() => demo().pids.web, { timeout: 20_000 }).not.toBe(web)
  await expect.poll(() => isServing(app), { timeout: 20_000 }).toBe(true)
})

async function order(app: string): Promise<{ sessionId: string }> {
  const customer = { name: 'Jane Doe', email: `shutdown.${Date.now()}@example.com` }
  const answer = await fetch(`${app}/api/checkout/create-session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ planId: 'starter', billingCycle: 'monthly', customer }),
  })
  return answer.json()
}

/** Sends half of an event's delivery, and the rest when it is told to. */
function beginDelivery(app: string, payload: string, secret: string) {
  const signature = new Stripe('sk_test_e2e').webhooks.generateTestHeaderString({ payload, secret })
  const headers = { 'stripe-signature': signature, 'content-length': Buffer.byteLength(payload) }
  const sent = request(`${app}/api/webhooks/stripe`, { method: 'POST', headers, agent: false })
  const answer = new Promise<IncomingMessage>((resolve, reject) => sent.once('response', resolve).once('error', reject))
  const half = Math.floor(payload.length / 2)
  return {
    hasBegun: new Promise<void>((resolve) => sent.write(payload.slice(0, half), () => resolve())),
    async finish(): Promise<{ status: number | undefined; body: string }> {
      sent.end(payload.slice(half))
      const response = await answer
      let body = ''
      for await (const chunk of response) body += chunk
      return { status: response.statusCode, body }
    },
  }
}

async function isServing(app: string): Promise<boolean> {
  return fetch(`${app}/api/health`).then(
    (answer) => answer.ok,
    () => false,
  )
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
