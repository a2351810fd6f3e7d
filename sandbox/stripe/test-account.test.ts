import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startStripe } from './server'
import { needs } from './testing/needs'

const ownProcess = needs('its own process')
const command = fileURLToPath(new URL('testing/test-account.ts', import.meta.url))

/** Most of what can run against an account; the rest needs the stand-in, or takes long and is much like these. */
const files = [
  ...['api', 'billing', 'catalog', 'changes', 'checkout.test', 'currencies', 'customers', 'endings', 'further-calls'],
  ...['invoices.test', 'made-up', 'meters', 'money', 'payment', 'resources', 'schedules', 'sent-invoices', 'webhook'],
]

/** `npm run test:stripe` with this environment and no other variable of ours. */
function run(env: Record<string, string>, ...files: string[]): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', command, ...files]
    execFile(process.execPath, args, { env: { NODE_ENV: 'test', PATH, HOME, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` })
    })
  })
}

test('the suite runs against another Stripe by its key, says what cannot, and keeps the key to itself', {
  ...ownProcess,
  timeout: 240_000,
}, async () => {
  const secretKey = 'sk_test_ofsomebodyelse'
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-'))
  const other = await startStripe({ dataDir, port: 0, secretKey, webhookSecret: 'whsec_x', webhookUrl: null })
  const { code, output } = await run({ STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: other.url }, ...files)
  await other.close()
  const [, ran, passed] = output.match(/(\d+) cases ran \((\d+) passed, 0 failed\), \d+ cannot\./) ?? []
  expect([code, passed], output).toEqual([0, ran])
  expect(Number(ran)).toBeGreaterThan(150)
  expect(output).toContain(`Against ${other.url}: `)
  expect(output).toContain('cannot run: Stripe’s own pages are for a person in a browser')
  expect(output).toContain('catalog.test.ts: a code is typed on the payment page')
  expect(output).not.toContain('ofsomebodyelse')
})

test.each([
  ['a live key', { STRIPE_SECRET_KEY: 'sk_live_oops' }, 'STRIPE_SECRET_KEY is a live key'],
  ['something that is no key', { STRIPE_SECRET_KEY: 'oops' }, 'must begin with sk_test_'],
  ['no key', {}, 'STRIPE_SECRET_KEY is not set'],
])('it does not run with %s', ownProcess, async (_name, env: Record<string, string>, words) => {
  const { code, output } = await run(env, 'catalog')
  expect([code, output]).toEqual([1, expect.stringContaining(words)])
  expect(output).not.toMatch(/oops|catalog/)
})
