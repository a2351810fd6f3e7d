import { fileURLToPath } from 'node:url'
import { startVitest } from 'vitest/node'
import { accountGiven } from './account-given'
import { AccountReport } from './report-account'

/** `npm run test:stripe`: the suite of this folder against Stripe itself. Arguments choose files, as in Vitest. */
async function main(): Promise<void> {
  const stripeAccount = accountGiven(process.env)
  await startVitest('test', process.argv.slice(2), {
    config: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    watch: false,
    provide: { stripeAccount },
    reporters: ['default', new AccountReport(stripeAccount.apiBase)],
    // One file at a time: Stripe takes 25 requests a second in test mode. Moving a test clock takes it many seconds.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
})
