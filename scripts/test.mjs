// `npm test`: everything, from a fresh clone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildProduct } from './build-product.mjs'
import { installPackages } from './install-packages.mjs'
import { runStep } from './run-step.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const reports = mkdtempSync(join(tmpdir(), 'migra-reports-'))
const total = { passed: 0, failed: 0 }

/** Adds what a stage counted; a stage that broke before it could count is one failure. */
async function stage(run) {
  try {
    const { passed, failed } = await run()
    total.passed += passed
    total.failed += failed
  } catch (error) {
    console.error(error.message)
    total.failed += 1
  }
}

async function checkQuickly() {
  const { verify } = await import('./verify.mjs')
  return verify()
}

async function testUnits() {
  const file = join(reports, 'vitest.json')
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json']
  const succeeded = await tryStep('Unit and integration tests', [...args, `--outputFile.json=${file}`])
  const report = JSON.parse(readFileSync(file, 'utf8'))
  // A file that could not even be loaded has no tests of its own to count.
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  })
  return count(report.numPassedTests, report.numFailedTests + broken.length, succeeded)
}

async function testInBrowser() {
  await buildProduct()
  const file = join(reports, 'playwright.json')
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = file
  const succeeded = await tryStep('Browser tests', [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--reporter=list,json',
  ])
  const { stats } = JSON.parse(readFileSync(file, 'utf8'))
  return count(stats.expected + stats.flaky, stats.unexpected, succeeded)
}

/** The short form of `npm run chaos`; each row of its books counts. */
async function buyUnderFaults() {
  const file = join(reports, 'chaos.json')
  const form = ['--purchases', '40', '--kills', '12', '--result', file]
  const succeeded = await tryStep('Purchases under faults', ['bench/bootstrap.mjs', 'bench/chaos.ts', ...form])
  const { passed, failed } = JSON.parse(readFileSync(file, 'utf8'))
  return count(passed, failed, succeeded)
}

/** A runner that fails without a failed test (an error outside of them all) is one failure too. */
function count(passed, failed, succeeded) {
  return { passed, failed: succeeded ? failed : Math.max(failed, 1) }
}

async function tryStep(title, args) {
  try {
    await runStep(title, process.execPath, args)
    return true
  } catch (error) {
    console.error(error.message)
    return false
  }
}

try {
  await installPackages()
  await stage(checkQuickly)
  await stage(testUnits)
  await stage(testInBrowser)
  await stage(buyUnderFaults)
} catch (error) {
  console.error(error.message)
  total.failed += 1
} finally {
  rmSync(reports, { recursive: true, force: true })
}
process.exitCode = total.failed > 0 ? 1 : 0
console.info(`${total.passed} passed, ${total.failed} failed`)
