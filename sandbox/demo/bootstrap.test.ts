import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'migra-demo-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a taken PORT is a clear error before anything is started', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const dataDir = join(folder, 'taken')
  const demo = startDemo({ PORT: String(port), DATA_DIR: dataDir })
  server.close()
  expect(demo.status).toBe(1)
  expect(demo.stderr).toContain(`Port ${port} is taken`)
  expect(readdirSync(dataDir)).toEqual([])
})

test('a PORT that is no port number is refused', () => {
  const demo = startDemo({ PORT: 'http', DATA_DIR: join(folder, 'word') })
  expect(demo.status).toBe(1)
  expect(demo.stderr).toContain('PORT=http is not a port number')
})

test('a second launcher on the same data folder is refused, naming the first, until that has ended', async () => {
  const dataDir = mkdtempSync(join(folder, 'running-'))
  const first = spawn(process.execPath, ['--input-type=module', '-e', holder, dataDir])
  await once(first.stdout, 'data')
  const demo = startDemo({ DATA_DIR: dataDir })
  expect(demo.status).toBe(1)
  expect(demo.stderr).toContain(`A demo already runs on ${dataDir} as process ${first.pid}`)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(startDemo({ DATA_DIR: dataDir, PORT: '0' }).stderr).toContain('PORT=0 is not a port number')
})

test('the lock of a launcher that was killed is taken over, though its number belongs to another process now', () => {
  const dataDir = mkdtempSync(join(folder, 'killed-'))
  writeFileSync(join(dataDir, 'launcher.pid'), `${process.pid} some earlier time`)
  const demo = startDemo({ DATA_DIR: dataDir, PORT: '0' })
  expect(demo.stderr).toContain('PORT=0 is not a port number')
})

function startDemo(settings: Record<string, string>) {
  return spawnSync(process.execPath, ['sandbox/demo/bootstrap.mjs'], {
    env: { ...process.env, ...settings },
    encoding: 'utf8',
  })
}

const holder = `
  import { claimDataDir } from './sandbox/demo/claim-data-dir.mjs'
  claimDataDir(process.argv[1])
  console.log('claimed')
  setInterval(() => {}, 1000)
`
