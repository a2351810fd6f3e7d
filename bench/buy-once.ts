import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import type { demo } from '../e2e/demo'

const pollEveryMs = 10
const giveUpAfterMs = 30_000

/** Milliseconds from the arrival of the payment's webhook. */
export type Purchase = {
  siteMs: number
  mailMs: number
  /** The later of the two: the customer has a site and can sign in. */
  doneMs: number
  steps: { step: string; ms: number }[]
}

/**
 * Buys one plan over HTTP as a browser would, and waits for the site's first 200 and for the mail in the inbox.
 * @throws when either is not there within 30 seconds
 */
export async function buyOnce(sql: postgres.Sql, parts: ReturnType<typeof demo>, email: string): Promise<Purchase> {
  const { url, sessionId } = await order(parts.app, email)
  const paid = await pay(url)
  if (paid !== 303) throw new Error(`The payment page answered ${paid}`)
  const [siteAt, mailAt] = await Promise.all([firstAnswer(parts, sessionId), mailArrives(parts.mail.web, email)])
  const { receivedAt, steps } = await recordOf(sql, sessionId)
  const siteMs = siteAt - receivedAt
  const mailMs = mailAt - receivedAt
  return { siteMs, mailMs, doneMs: Math.max(siteMs, mailMs), steps }
}

/** Sends the checkout of one plan. */
export async function order(app: string, email: string): Promise<{ url: string; sessionId: string }> {
  const response = await fetch(`${app}/api/checkout/create-session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ planId: 'starter', billingCycle: 'monthly', customer: { name: 'Bench Buyer', email } }),
  })
  if (!response.ok) throw new Error(`The checkout answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** Fills the stand-in's payment page with a card that works. */
export async function pay(url: string): Promise<number> {
  const card = {
    method: 'card',
    card_number: '4242424242424242',
    card_expiry: '12/40',
    card_cvc: '123',
    card_name: 'Bench Buyer',
  }
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  return response.status
}

async function firstAnswer({ app, sites }: { app: string; sites: string }, sessionId: string): Promise<number> {
  const domain = await poll('the site has a name', async () => {
    const response = await fetch(`${app}/api/checkout/progress?session_id=${sessionId}`)
    const progress: { domain: string | null } = await response.json()
    return progress.domain
  })
  return poll('the site answers', async () => ((await statusOf(sites, domain)) === 200 ? Date.now() : null))
}

function statusOf(sites: string, domain: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(sites, { headers: { host: domain } }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end()
  })
}

function mailArrives(inbox: string, email: string): Promise<number> {
  return poll('the mail arrives', async () => {
    const mails: { to: { address: string }[] }[] = await fetch(`${inbox}/api/email`).then((answer) => answer.json())
    return mails.some((mail) => mail.to.some((to) => to.address === email)) ? Date.now() : null
  })
}

async function poll<T>(what: string, check: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + giveUpAfterMs
  while (Date.now() < deadline) {
    const answer = await check()
    if (answer !== null) return answer
    await pause(pollEveryMs)
  }
  throw new Error(`Waited ${giveUpAfterMs / 1000} s in vain until ${what}`)
}

/** The product's own record, once its last step is written. */
async function recordOf(sql: postgres.Sql, sessionId: string) {
  return poll('the order is complete', async () => {
    const rows = await sql<{ step: string; ms: number; received_at: Date }[]>`
      select step, (extract(epoch from steps.completed_at - steps.started_at) * 1000)::float8 as ms, events.received_at
      from checkout_sessions as orders
      join fulfilments on fulfilments.checkout_session_id = orders.id and fulfilments.status = 'completed'
      join fulfilment_steps as steps on steps.fulfilment_id = fulfilments.id
      join stripe_events as events on events.object_id = orders.stripe_session_id
        and events.type = 'checkout.session.completed'
      where orders.stripe_session_id = ${sessionId}
      order by steps.started_at`
    const [first] = rows
    return first ? { receivedAt: first.received_at.getTime(), steps: rows.map(({ step, ms }) => ({ step, ms })) } : null
  })
}
