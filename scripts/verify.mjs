import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const node = (path, ...args) => [process.execPath, [`node_modules/${path}`, ...args]]

/** The quick checks. Types need the declarations that Next writes, which are not in the repository. */
const checks = [
  {
    name: 'format and lint',
    steps: [node('@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.')],
  },
  { name: 'types', steps: [node('next/dist/bin/next', 'typegen'), node('typescript/bin/tsc', '--noEmit')] },
  { name: 'dead code', steps: [node('knip/bin/knip.js')] },
]

/**
 * Runs the checks side by side and prints what each had to say.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function verify() {
  const results = await Promise.all(checks.map(runCheck))
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length }
}

async function runCheck({ name, steps }) {
  const startedAt = Date.now()
  let output = ''
  let passed = true
  for (const [command, args] of steps) {
    const result = await run(command, args)
    output += result.output
    passed = result.code === 0
    if (!passed) break
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.info(`${passed ? '' : output}${passed ? '✓' : '✗'} ${name} (${seconds} s)`)
  return passed
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed } = await verify()
  process.exitCode = failed > 0 ? 1 : 0
}
