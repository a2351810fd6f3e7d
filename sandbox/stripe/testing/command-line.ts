import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { account } from './account'
import type { OpenStripe } from './open-stripe'

const require = createRequire(import.meta.url)

const shortestKey = 12

/** The official command line, or why it cannot be run. npm installs its binary for some platforms only. */
export function findCommandLine(): { path: string } | { missing: string } {
  if (account && account.secretKey.length < shortestKey) {
    return { missing: `it takes no key of less than ${shortestKey} characters` }
  }
  const name = `@stripe/cli-${process.platform}-${process.arch}`
  try {
    const folder = dirname(createRequire(require.resolve('@stripe/cli/package.json')).resolve(`${name}/package.json`))
    const path = join(folder, 'bin', process.platform === 'win32' ? 'stripe.exe' : 'stripe')
    return existsSync(path) ? { path } : { missing: `${path} does not exist` }
  } catch {
    return { missing: `${name} is not installed` }
  }
}

/** Runs it against this Stripe. It keeps its settings in a folder of its own and tells nobody. */
export function runCommandLine(
  path: string,
  { url, key }: OpenStripe,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'))
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    STRIPE_CLI_TELEMETRY_OPTOUT: '1',
    STRIPE_API_KEY: key,
  }
  return new Promise((resolve) => {
    const all = [...args, '--api-base', url]
    execFile(path, all, { env, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` })
    })
  })
}
