import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'

test('SIGTERM ends a web process within 20 seconds, whatever request hangs', { timeout: 90_000 }, async () => {
  const env = { ...process.env, NEXT_RUNTIME: 'nodejs' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/web/testing/hang.ts'], { env, stdio: 'pipe' })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await Promise.race([
    new Promise((resolve) => child.stdout.once('data', resolve)),
    ended.then(() => Promise.reject(new Error(words))),
  ])
  const toldAt = performance.now()
  child.kill('SIGTERM')
  const guard = setTimeout(() => child.kill('SIGKILL'), 40_000)
  expect(await ended).toBe(0)
  clearTimeout(guard)
  const tookMs = performance.now() - toldAt
  // It did wait for the request.
  expect(tookMs).toBeGreaterThan(15_000)
  expect(tookMs).toBeLessThan(25_000)
})
