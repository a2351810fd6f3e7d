import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { webPart } from '../sandbox/demo/parts'
import { findFreePort } from '../sandbox/process/find-free-port'
import { openCrew } from '../sandbox/process/open-crew'
import { demoPath } from './demo'

/** The shop with a publishable key, whose buyers pay on a page of ours: one more web process on the demo's database. */
export async function startEmbeddedShop(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = dirname(demoPath())
  const settings = parseEnv(readFileSync(join(dataDir, 'settings.env'), 'utf8'))
  const port = await findFreePort()
  const url = `http://localhost:${port}`
  const changes = { STRIPE_PUBLISHABLE_KEY: 'pk_test_e2e', PANEL_URL: url, CHECKOUT_ATTEMPTS_PER_MINUTE: '60' }
  const env = { ...process.env, ...settings, ...changes }
  const crew = openCrew({ logsDir: join(dataDir, 'logs'), onStart: () => {} })
  await crew.start({ ...webPart(port, { ...env, NODE_ENV: 'production' }), name: 'web-embedded' }).whenReady(30_000)
  return { url, stop: () => crew.stop([{ names: ['web-embedded'], limitMs: 5000 }]) }
}
