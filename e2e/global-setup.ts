import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../sandbox/process/find-free-port'
import { demo } from './demo'
import { findBrowser } from './find-browser'

const startTimeoutMs = 600_000

/** Variables that would switch a part to the real thing: no test may reach that. */
const realParts = [
  ...['DATABASE_URL', 'PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD'],
  ...['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_HOST', 'PANEL_URL', 'APP_SECRET'],
]

/**
 * Runs the tests against a fresh demo of the production build, as `npm run demo` starts it; or against the one whose
 * file DEMO_JSON names.
 */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH = await findBrowser()
  if (process.env.DEMO_JSON) {
    process.env.DEMO_APP = demo().app
    return async () => {}
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-e2e-'))
  const launcher = await startDemo(dataDir)
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  process.env.DEMO_APP = demo().app
  return async () => {
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function startDemo(dataDir: string): Promise<ChildProcess> {
  const port = await findFreePort()
  const launcher = spawn(process.execPath, ['sandbox/demo/bootstrap.mjs'], {
    env: {
      ...process.env,
      // Empty means "not set", and keeps a .env file from setting it.
      ...Object.fromEntries(realParts.map((name) => [name, ''])),
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let output = ''
    launcher.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      output = (output + chunk.toString()).slice(-4000)
      if (output.includes('Ready: ')) resolve()
    })
    launcher.once('error', reject)
    launcher.once('exit', (code) => reject(new Error(`The demo ended with exit code ${code}`)))
    setTimeout(() => reject(new Error('The demo was not ready in time')), startTimeoutMs).unref()
  }).catch(async (error) => {
    await stopDemo(launcher)
    throw error
  })
  return launcher
}

async function stopDemo(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return
  const ended = new Promise((resolve) => launcher.once('exit', resolve))
  launcher.kill('SIGTERM')
  await ended
}
