import { startStripe } from './server'

/** The stand-in as a process of its own. Its settings are in README.md beside this file. */
async function main(): Promise<void> {
  const settleAfter = process.env.STRIPE_SANDBOX_SETTLE_AFTER_MS
  const retryFactor = process.env.STRIPE_SANDBOX_RETRY_FACTOR
  const stripe = await startStripe({
    port: Number(process.env.STRIPE_SANDBOX_PORT ?? 0),
    dataDir: required('STRIPE_SANDBOX_DATA_DIR'),
    secretKey: required('STRIPE_SECRET_KEY'),
    webhookSecret: required('STRIPE_WEBHOOK_SECRET'),
    webhookUrl: process.env.STRIPE_SANDBOX_WEBHOOK_URL || null,
    ...(settleAfter ? { settleAfterMs: Number(settleAfter) } : {}),
    ...(retryFactor ? { retryFactor: Number(retryFactor) } : {}),
  })
  const stop = () => void stripe.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Last, because whoever reads it may send a signal at once.
  process.stdout.write(`Stripe's stand-in listens on ${stripe.url}\n`)
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
})
