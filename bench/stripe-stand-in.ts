import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { startStripe } from '../sandbox/stripe/server'
import { median } from './statistics'

const customers = 10_000
const sessions = 200
const secretKey = 'sk_test_bench'
const medianBoundMs = 10
const worstBoundMs = 50

/** Fills the stand-in for Stripe with customers and measures its calls, one after the other, by the official SDK. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-bench-'))
  const running = await startStripe({ dataDir, port: 0, secretKey, webhookSecret: 'whsec_bench', webhookUrl: null })
  const { hostname, port } = new URL(running.url)
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false })
  try {
    const created = await timesOf(customers, (index) => stripe.customers.create({ email: `buyer${index}@example.com` }))
    const opened = await timesOf(sessions, (index) => openSession(stripe, index))
    const listed = await timesOf(sessions, () => stripe.customers.list({ limit: 100 }))
    const found = await timesOf(sessions, (index) =>
      stripe.customers.search({ query: `email:"buyer${index}@example.com"` }),
    )
    const events = await timesOf(sessions, () => stripe.events.list({ limit: 100 }))
    const calls = {
      'create a customer': created,
      'create a session': opened,
      'list customers': listed,
      'search a customer': found,
      'list events': events,
    }
    print(calls)
    const worst = Math.max(...Object.values(calls).flat())
    const isMet = median(opened) <= medianBoundMs && worst <= worstBoundMs
    console.info(isMet ? 'Every bound is met.' : `A bound is MISSED: see above. ${busyness()}`)
    if (!isMet) process.exitCode = 1
  } finally {
    await running.close()
    rmSync(dataDir, { recursive: true })
  }
}

/** Other work on the machine shows in the slowest call first. */
function busyness(): string {
  return `The load was ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores.`
}

function openSession(stripe: Stripe, index: number) {
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer_email: `visitor${index}@example.com`,
    success_url: 'http://localhost/done',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'usd',
          unit_amount: 799,
          product_data: { name: 'Starter' },
          recurring: { interval: 'month' },
        },
      },
    ],
  })
}

/** @returns milliseconds of each call; progress is shown for long rows of them */
async function timesOf(count: number, call: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index++) {
    const startedAt = performance.now()
    await call(index)
    times.push(performance.now() - startedAt)
    if ((index + 1) % 2000 === 0) console.info(`${index + 1} of ${count} calls …`)
  }
  return times
}

function print(calls: Record<string, number[]>): void {
  console.info(
    `With ${customers} customers (a session: at most ${medianBoundMs} ms in the median; each call: ${worstBoundMs} ms)`,
  )
  console.table(
    Object.fromEntries(
      Object.entries(calls).map(([name, times]) => [
        name,
        {
          calls: times.length,
          median: `${median(times).toFixed(1)} ms`,
          worst: `${Math.max(...times).toFixed(1)} ms`,
        },
      ]),
    ),
  )
}

await main()
