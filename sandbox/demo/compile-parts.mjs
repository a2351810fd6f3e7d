import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hashFiles } from '../../scripts/hash-files.mjs'

const stamp = 'node_modules/.compiled-parts'
const sources = ['db', 'emails', 'lib', 'sandbox', 'package-lock.json', 'tsconfig.json']
const programs = [
  ...['lib/worker/main.ts', 'sandbox/demo/prepare-database.ts', 'sandbox/demo/run-demo.ts'],
  ...['sandbox/hosting/main.ts', 'sandbox/mail/main.ts', 'sandbox/stripe/main.ts'],
]
const limitMs = 30_000

/**
 * Fills tsx's cache. A program that has something to compile keeps a compiler of 15 MB beside it for as long as it
 * runs; so let each one load everything in a process that ends at once, because it finds no settings to start with.
 */
export async function compileParts() {
  const wanted = `${hashFiles(sources)} ${process.getuid?.()}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await Promise.all(programs.map(loadAndEnd))
  writeFileSync(stamp, wanted)
}

function loadAndEnd(program) {
  const { PATH, HOME, TMPDIR } = process.env
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      // No database address is valid: also a .env file cannot make a program start here.
      env: { PATH, HOME, TMPDIR, DATABASE_URL: 'none' },
      stdio: 'ignore',
      timeout: limitMs,
    })
    child.once('error', resolve)
    child.once('close', resolve)
  })
}
