import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hashFiles } from './hash-files.mjs'
import { runStep } from './run-step.mjs'

const stamp = '.next/built-from'
const sources = [
  ...['app', 'components', 'db', 'emails', 'lib', 'public', 'instrumentation.ts', 'proxy.ts'],
  ...['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'],
]

/** Makes the production build, unless there is one of exactly these sources. Runs in the project's folder. */
export async function buildProduct() {
  const wanted = hashFiles(sources)
  if (existsSync('.next/BUILD_ID') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await runStep('Building the product', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  writeFileSync(stamp, wanted)
}
