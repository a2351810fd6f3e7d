import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Stripe from 'stripe'

const secretKey = 'sk_test_benchmark'
const main = fileURLToPath(new URL('../../sandbox/stripe/main.ts', import.meta.url))

/** The stand-in for Stripe as a process of its own, so that what is measured is not slowed down by the measuring. */
export async function startStandIn(): Promise<{ stripe: Stripe; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-bench-'))
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      ...process.env,
      STRIPE_SANDBOX_DATA_DIR: dataDir,
      STRIPE_SANDBOX_PORT: '0',
      STRIPE_SANDBOX_WEBHOOK_URL: '',
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { hostname, port } = new URL(await addressOf(child))
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false })
  return {
    stripe,
    async close() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(dataDir, { recursive: true })
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += chunk
    const [address] = /http:\S+/.exec(said) ?? []
    if (address) return address
  }
  throw new Error(`The stand-in for Stripe did not start: ${said}`)
}
