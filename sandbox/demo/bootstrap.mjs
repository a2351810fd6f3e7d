// `npm run demo`: plain JavaScript up to the point where the packages are there.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildProduct } from '../../scripts/build-product.mjs'
import { installPackages } from '../../scripts/install-packages.mjs'
import { claimDataDir } from './claim-data-dir.mjs'
import { compileParts } from './compile-parts.mjs'
import { requirePort } from './require-port.mjs'

const leftoversEndWithinMs = 5000

async function main() {
  requireNode(20, 20)
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)))
  if (existsSync('.env')) process.loadEnvFile('.env')
  const dataDir = resolve(process.env.DATA_DIR || '.data')
  const { wasLeftBehind, release } = claimDataDir(dataDir)
  process.once('exit', release)
  const waitMs = wasLeftBehind ? leftoversEndWithinMs : 0
  const port = await requirePort(process.env.PORT, { waitMs })
  await installPackages()
  await buildProduct()
  await compileParts()
  // The launcher runs in this process, as Node cannot replace itself: one process less to hold in memory.
  const { register } = await import('tsx/esm/api')
  register()
  const { runDemo } = await import('./run-demo.ts')
  await runDemo({ dataDir, port, waitMs })
}

function requireNode(major, minor) {
  const [ourMajor = 0, ourMinor = 0] = process.versions.node.split('.').map(Number)
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return
  throw new Error(`Node ${major}.${minor} or newer is needed; this is ${process.versions.node}.`)
}

// A terminal that went away is no reason to fail: the signal that comes with it stops the demo in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

main().catch((error) => {
  console.error(`\nThe demo cannot start: ${error.message}`)
  process.exit(1)
})
