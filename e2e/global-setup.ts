import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo, stopDemo } from '../sandbox/demo/start-demo'
import { findFreePort } from '../sandbox/process/find-free-port'
import { demo } from './demo'
import { findBrowser } from './find-browser'

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
  const launcher = await startDemo({ dataDir, port: await findFreePort() })
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  process.env.DEMO_APP = demo().app
  return async () => {
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
