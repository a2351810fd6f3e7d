import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { HostingClient, makeDataDir, specOf } from './try-hosting'

const { dataDir, remove } = makeDataDir()
const token = 'token'
const started: ChildProcess[] = []

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  remove()
})

async function start(): Promise<{ child: ChildProcess; client: HostingClient }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/hosting/main.ts'], {
    env: { ...process.env, HOSTING_SANDBOX_DATA_DIR: dataDir, HOSTING_SANDBOX_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const [line] = await once(createInterface(child.stdout), 'line')
  const [sitesUrl, controlUrl] = String(line).match(/http:\S+\d/g) ?? []
  if (!sitesUrl || !controlUrl) throw new Error(`It said ${line}`)
  return { child, client: new HostingClient(controlUrl, sitesUrl, token) }
}

test('sites and tombstones survive a killed process, and a stopped one ends cleanly', async () => {
  const first = await start()
  expect(await first.client.control('PUT', '/accounts/kept', specOf('kept'))).toMatchObject({ status: 201 })
  await first.client.control('PUT', '/accounts/gone', specOf('gone'))
  await first.client.control('DELETE', '/accounts/gone?owner=owner-of-gone')
  // A write that never came to its end.
  writeFileSync(join(dataDir, 'accounts/half.json.draft'), '{"user')
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = await start()
  expect((await second.client.visit('kept.example')).body).toContain('PHP 8.2.')
  expect(await second.client.control('PUT', '/accounts/kept', specOf('kept'))).toMatchObject({ status: 200 })
  expect(await second.client.control('PUT', '/accounts/gone', specOf('gone'))).toMatchObject({ status: 410 })
  const ended = once(second.child, 'exit')
  second.child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
