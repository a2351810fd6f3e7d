import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { vi } from 'vitest'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { servers, websites } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { db } from '@/lib/database'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { closeTransport } from '@/lib/mail/transport'
import { addServer } from '@/lib/provisioning/add-server'
import { startHosting } from '@/sandbox/hosting/server'
import { startMail } from '@/sandbox/mail/start-mail'
import { findFreePort } from '@/sandbox/process/find-free-port'
import { startInspected } from '@/sandbox/stripe/testing/start-inspected'

/** A part that a test takes away and brings back, at the same address and with the same data. */
export type Outside = { stop(): Promise<void>; start(): Promise<void> }

/**
 * For tests: the shop's outside world, each part of which can fail. No worker runs yet, and events of Stripe do not
 * arrive: `pay` does what the landing page does.
 */
export async function openShop(serverNames: string[] = ['one']) {
  const dataDir = mkdtempSync(join(tmpdir(), 'shop-'))
  const stripe = await openStripe(join(dataDir, 'stripe'))
  const mail = await openMail(join(dataDir, 'mail'))
  const hosts = new Map<string, Outside>()
  for (const name of serverNames) hosts.set(name, await openHost(name, join(dataDir, name)))

  return {
    stripe,
    mail,
    host: (name: string): Outside => {
      const host = hosts.get(name)
      if (!host) throw new Error(`There is no server ${name}`)
      return host
    },
    order,
    pay,
    buy: async (email: string) => pay(await order(email)),
    mailsTo: mail.to,
    async close(): Promise<void> {
      closeTransport()
      await Promise.all([stripe.stop(), mail.stop(), ...[...hosts.values()].map((host) => host.stop())])
      rmSync(dataDir, { recursive: true })
    },
  }
}

async function openStripe(dataDir: string): Promise<Outside> {
  const options = { dataDir, secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest', webhookUrl: null }
  const port = await findFreePort()
  vi.stubEnv('STRIPE_API_BASE', `http://127.0.0.1:${port}`)
  return openPart(async () => {
    const running = await startInspected({ ...options, port })
    return () => running.close()
  })
}

type Mail = { id: string; text: string; subject: string }

async function openMail(dataDir: string) {
  const [smtpPort, webPort] = [await findFreePort(), await findFreePort()]
  vi.stubEnv('SMTP_PORT', String(smtpPort))
  const part = await openPart(async () => {
    const running = await startMail({ smtpPort, webPort, dataDir })
    return async () => {
      closeTransport()
      await running.stop()
    }
  })
  const to = async (address: string): Promise<Mail[]> => {
    const all = await fetch(`http://127.0.0.1:${webPort}/api/email`).then((response) => response.json())
    return all.filter((each: { to: { address: string }[] }) => each.to.some((reader) => reader.address === address))
  }
  /** As it came, with every header. */
  const sourceOf = async (id: string): Promise<string> => {
    const source = await fetch(`http://127.0.0.1:${webPort}/api/email/${id}/source`).then((response) => response.text())
    return source.replaceAll(/\r\n[ \t]/g, ' ')
  }
  return { ...part, to, sourceOf, port: smtpPort }
}

async function openHost(name: string, dataDir: string): Promise<Outside> {
  const [controlPort, sitesPort] = [await findFreePort(), await findFreePort()]
  await addServer({
    name,
    driver: 'embedded',
    address: `http://127.0.0.1:${controlPort}`,
    credentials: { token: 'token', sitesUrl: `http://127.0.0.1:${sitesPort}` },
    capacity: 100,
  })
  return openPart(async () => {
    const running = await startHosting({ dataDir, controlPort, sitesPort, token: 'token' })
    return () => running.close()
  })
}

async function openPart(launch: () => Promise<() => Promise<void>>): Promise<Outside> {
  let close: (() => Promise<void>) | undefined = await launch()
  return {
    async stop() {
      await close?.()
      close = undefined
    },
    async start() {
      close ??= await launch()
    },
  }
}

function order(email: string, planId = 'starter'): Promise<{ url: string; sessionId: string }> {
  return startCheckout({ planId, billingCycle: 'monthly', customer: { name: 'John Doe', email } })
}

/** @returns Stripe's id of the session */
async function pay({ url, sessionId }: { url: string; sessionId: string }): Promise<string> {
  const card = { card_number: '4242 4242 4242 4242', card_expiry: '12 / 40', card_cvc: '123', card_name: 'John Doe' }
  const paid = await fetch(url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' })
  if (paid.status !== 303) throw new Error(`The payment was answered with ${paid.status}`)
  await settleSession(sessionId)
  return sessionId
}

/** Waits until an order is finished, and says how long that took. */
export async function untilCompleted(sessionId: string, timeoutMs = 30_000): Promise<number> {
  const startedAt = performance.now()
  await waitFor(async () => (await getProgress(sessionId))?.state === 'completed', { timeoutMs })
  return performance.now() - startedAt
}

/** Waits until an order stands at a part that does not answer, or for room. */
export async function untilWaiting(sessionId: string, waitsFor: string): Promise<void> {
  await waitFor(async () => (await getProgress(sessionId))?.waitsFor === waitsFor, { timeoutMs: 30_000 })
}

/** The order's rows; `server` is the name of where its site was placed. */
export async function rowsOf(sessionId: string) {
  const [row] = await db()
    .select()
    .from(checkoutSessions)
    .innerJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .leftJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .leftJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .leftJoin(servers, eq(servers.id, websites.serverId))
    .where(eq(checkoutSessions.stripeSessionId, sessionId))
  if (!row) throw new Error('The order is not paid')
  return { order: row.checkout_sessions, fulfilment: row.fulfilments, site: row.websites, server: row.servers?.name }
}
