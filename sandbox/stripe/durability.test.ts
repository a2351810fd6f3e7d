import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { needs } from './testing/needs'
import { eventually, goodAccount, order, pay, sdkFor, secretKey, startStandIn, webhookSecret } from './testing/stand-in'

const ownProcess = needs('its own process')

test('everything is there after a restart, in the same order, on another port', ownProcess, async () => {
  const first = await startStandIn()
  const paid = await first.sdk.checkout.sessions.create(order())
  await pay(paid.url)
  const open = await first.sdk.checkout.sessions.create(order(), { idempotencyKey: 'kept' })
  const customer = await first.sdk.customers.create({ name: 'Gone' })
  await first.sdk.customers.del(customer.id)
  const events = await first.sdk.events.list({ limit: 100 })
  const before = await first.sdk.checkout.sessions.retrieve(paid.id, { expand: ['line_items', 'invoice', 'customer'] })
  await first.close()

  const second = await startStandIn({ dataDir: first.dataDir })
  const after = await second.sdk.checkout.sessions.retrieve(paid.id, { expand: ['line_items', 'invoice', 'customer'] })
  expect(JSON.stringify(after)).toBe(JSON.stringify(before).replaceAll(first.url, second.url))
  expect((await second.sdk.events.list({ limit: 100 })).data.map(({ id }) => id)).toEqual(
    events.data.map(({ id }) => id),
  )
  expect(await second.sdk.customers.retrieve(customer.id)).toMatchObject({ id: customer.id, deleted: true })
  expect((await second.sdk.checkout.sessions.create(order(), { idempotencyKey: 'kept' })).id).toBe(open.id)
  const reopened = await second.sdk.checkout.sessions.retrieve(open.id)
  expect((await pay(reopened.url)).status).toBe(303)
  await second.close()
})

test('every page whose address was given out is found on the new port', ownProcess, async () => {
  const first = await startStandIn()
  const bought = await first.sdk.checkout.sessions.create(order())
  await pay(bought.url)
  const paid = await first.sdk.checkout.sessions.retrieve(bought.id)
  const customer = String(paid.customer)
  const hosted = await first.sdk.checkout.sessions.create(order())
  const embedded = await first.sdk.checkout.sessions.create(
    order({ ui_mode: 'embedded_page', success_url: undefined, cancel_url: undefined, return_url: 'http://a.test/' }),
  )
  const portal = await first.sdk.billingPortal.sessions.create({ customer })
  const waiting = await first.sdk.paymentIntents.create({
    amount: 900,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url: 'http://a.test/',
  })
  await first.close()
  const second = await startStandIn({ dataDir: first.dataDir })
  const { sdk } = second
  expect(second.url).not.toBe(first.url)
  expect((await sdk.checkout.sessions.retrieve(embedded.id)).url).toBeNull()
  const intent = await sdk.paymentIntents.retrieve(waiting.id)
  const invoice = await sdk.invoices.retrieve(String(paid.invoice))
  const addresses = [
    (await sdk.checkout.sessions.retrieve(hosted.id)).url,
    invoice.hosted_invoice_url,
    invoice.invoice_pdf,
    intent.next_action?.redirect_to_url?.url,
    portal.url.replace(first.url, second.url),
  ]
  for (const address of addresses) {
    expect(address).toContain(second.url)
    expect((await fetch(String(address))).status).toBe(200)
  }
  await second.close()
})

test('a delayed payment is settled after a restart', ownProcess, async () => {
  const first = await startStandIn({ settleAfterMs: 400 })
  const session = await first.sdk.checkout.sessions.create(order())
  await pay(session.url, goodAccount)
  await first.close()
  const second = await startStandIn({ dataDir: first.dataDir })
  await eventually(
    () => second.sdk.checkout.sessions.retrieve(session.id),
    ({ payment_status }) => payment_status === 'paid',
  )
  await second.close()
})

test('a line that was cut off is passed over, and what came before is kept', ownProcess, async () => {
  const first = await startStandIn()
  const customer = await first.sdk.customers.create({ name: 'Kept' })
  await first.close()
  const journal = join(first.dataDir, 'journal.jsonl')
  appendFileSync(journal, '[{"table":"customer","row":{"id":"cus_torn","na')
  const second = await startStandIn({ dataDir: first.dataDir })
  expect((await second.sdk.customers.list()).data.map(({ id }) => id)).toEqual([customer.id])
  await second.sdk.customers.create({ name: 'After' })
  await second.close()
  const third = await startStandIn({ dataDir: first.dataDir })
  expect((await third.sdk.customers.list()).data).toHaveLength(2)
  await third.close()
})

test('a damaged line in the middle stops the start and is named', ownProcess, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-'))
  writeFileSync(join(dataDir, 'journal.jsonl'), '[]\nnonsense\n[]\n')
  await expect(startStandIn({ dataDir })).rejects.toThrow('journal.jsonl:2 is not readable')
})

test('a start makes the journal as short as what is stored', ownProcess, async () => {
  const first = await startStandIn()
  const coupon = await first.sdk.coupons.create({ percent_off: 5 })
  for (let index = 0; index < 20; index++) await first.sdk.coupons.update(coupon.id, { name: `Name ${index}` })
  const length = () => readFileSync(join(first.dataDir, 'journal.jsonl'), 'utf8').length
  await first.close()
  const before = length()
  const second = await startStandIn({ dataDir: first.dataDir })
  expect(length()).toBeLessThan(before)
  expect((await second.sdk.coupons.retrieve(coupon.id)).name).toBe('Name 19')
  await second.close()
})

test('an idempotency key is kept for a day, an event for thirty', ownProcess, async () => {
  let nowMs = Date.parse('2027-03-01T00:00:00Z')
  const passDays = (days: number) => {
    nowMs += days * 86_400_000
  }
  const clock = () => nowMs
  const first = await startStandIn({ clock })
  const make = (standIn: typeof first) => standIn.sdk.customers.create({ name: 'A' }, { idempotencyKey: 'daily' })
  const made = await make(first)
  passDays(0.9)
  expect((await make(first)).id).toBe(made.id)
  passDays(0.2)
  const next = await make(first)
  expect(next.id).not.toBe(made.id)
  passDays(29.5)
  await first.close()
  const second = await startStandIn({ dataDir: first.dataDir, clock })
  expect((await second.sdk.events.list()).data.map(({ data }) => data.object)).toMatchObject([{ id: next.id }])
  expect((await second.sdk.customers.list()).data).toHaveLength(2)
  await second.close()
})

const main = fileURLToPath(new URL('main.ts', import.meta.url))

function startProcess(settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  return eventually(
    () => output,
    (text) => text.endsWith('\n'),
    15_000,
  )
}

test('a process that is killed in the middle of its work loses nothing it had answered', ownProcess, async () => {
  const STRIPE_SANDBOX_DATA_DIR = mkdtempSync(join(tmpdir(), 'stripe-'))
  const child = startProcess({ STRIPE_SANDBOX_DATA_DIR })
  const url = /http\S+/.exec(await outputOf(child))?.[0] ?? ''
  const sdk = sdkFor(url)
  const answered: string[] = []
  const working = (async () => {
    for (;;) answered.push((await sdk.customers.create({ name: 'Answered' })).id)
  })().catch(() => 'killed')
  await eventually(
    () => answered.length,
    (count) => count > 50,
  )
  child.kill('SIGKILL')
  expect(await working).toBe('killed')
  const again = await startStandIn({ dataDir: STRIPE_SANDBOX_DATA_DIR })
  for (const id of answered) expect(await again.sdk.customers.retrieve(id)).toMatchObject({ name: 'Answered' })
  await again.close()
})

test.each(['SIGTERM', 'SIGINT'] as const)('the process ends well on %s', ownProcess, async (signal) => {
  const child = startProcess({ STRIPE_SANDBOX_DATA_DIR: mkdtempSync(join(tmpdir(), 'stripe-')) })
  expect(await outputOf(child)).toMatch(/^Stripe's stand-in listens on http:\/\/127\.0\.0\.1:\d+\n$/)
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([0, null])
})

test.each([
  ['in production', { NODE_ENV: 'production' }, 'does not run with NODE_ENV=production'],
  ['with a live key', { STRIPE_SECRET_KEY: 'sk_live_abc' }, 'does not take a live key'],
  ['with something that is no key', { STRIPE_SECRET_KEY: 'abc' }, 'begins with sk_test_'],
  ['without a folder', { STRIPE_SANDBOX_DATA_DIR: '' }, 'STRIPE_SANDBOX_DATA_DIR is not set'],
])('it refuses to start %s', ownProcess, async (_name, settings, words) => {
  const child = startProcess({ STRIPE_SANDBOX_DATA_DIR: mkdtempSync(join(tmpdir(), 'stripe-')), ...settings })
  expect(await outputOf(child)).toContain(words)
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1)
})

test('a taken port is a clear error', ownProcess, async () => {
  const first = await startStandIn()
  await expect(startStandIn({ port: Number(new URL(first.url).port) })).rejects.toThrow('EADDRINUSE')
  await first.close()
})
