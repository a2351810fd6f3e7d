import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Server } from '@/lib/provisioning/driver'
import { specOf, testConformance } from '@/lib/provisioning/drivers/conformance'
import { type RunningHosting, startHosting } from '@/sandbox/hosting/server'
import { embedded } from './driver'

const dataDir = mkdtempSync(join(tmpdir(), 'driver-test-'))
const token = 'a-token'
let hosting: RunningHosting
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token })
})

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

afterAll(async () => {
  await hosting.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function serverAt(address: string): Server {
  return { name: 'test', address, credentials: JSON.stringify({ token, sitesUrl: hosting.sitesUrl }) }
}

/** A host that misbehaves. */
async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const address = server.address()
  return serverAt(`http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`)
}

testConformance(embedded, () => serverAt(hosting.controlUrl))

test('all accounts of a server are listed with what they are, whoever they belong to', async () => {
  const server = serverAt(hosting.controlUrl)
  const spec = specOf('userlisted', { suspended: true, generation: 3, limits: { storageMb: 2048 } })
  await embedded.ensure(server, spec)
  const list = await embedded.list(server)
  const { nonce: _, suspended: __, ...told } = spec
  expect(list).toMatchObject({ kind: 'listed', accounts: expect.any(Array) })
  const accounts = list.kind === 'listed' ? list.accounts : []
  expect(accounts.filter(({ username }) => username === 'userlisted')).toEqual([{ ...told, state: 'suspended' }])
})

test('a list that is refused is for a person, and one that is no list is asked for again', async () => {
  const stranger = {
    ...serverAt(hosting.controlUrl),
    credentials: JSON.stringify({ token: 'wrong', sitesUrl: 'http://x' }),
  }
  expect(await embedded.list(stranger)).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('unauthorized'),
  })
  const server = await serve((_, response) => response.end('{"accounts":"none"}'))
  expect(await embedded.list(server)).toMatchObject({ kind: 'retry' })
})

test('a host that is away is tried again', async () => {
  const gone = await serve(() => {})
  for (const close of closers.splice(0)) await close()
  expect(await embedded.ensure(gone, specOf('useraway'))).toMatchObject({
    kind: 'retry',
    reason: expect.stringContaining('ECONNREFUSED'),
  })
  expect(await embedded.observe(gone, 'useraway')).toMatchObject({ kind: 'retry' })
})

test.each([
  [200, '<html>maintenance</html>'],
  [200, '{"ok":true}'],
  [200, ''],
  [301, ''],
  [404, '<html>not found</html>'],
  [500, '{"error":{"code":"internal","message":"no"}}'],
  [502, '<html>bad gateway</html>'],
])('an answer %i %j is not believed: it is tried again', async (status, body) => {
  const server = await serve((_, response) => response.writeHead(status, { Location: '/elsewhere' }).end(body))
  expect(await embedded.ensure(server, specOf('userhtml'))).toMatchObject({ kind: 'retry' })
  expect(await embedded.terminate(server, specOf('userhtml'))).toMatchObject({ kind: 'retry' })
})

test('a host that says itself that it failed has answered, and one that only looks broken has not', async () => {
  const failing = await serve((_, response) => {
    response.writeHead(500).end('{"error":{"code":"internal","message":"cannot write the vhost"}}')
  })
  const outcome = await embedded.ensure(failing, specOf('userbroken'))
  expect(outcome).toMatchObject({ kind: 'retry', hasAnswered: true })
  expect(outcome).toMatchObject({ reason: expect.stringContaining('cannot write the vhost') })
  const broken = await serve((_, response) => response.writeHead(502).end('<html>bad gateway</html>'))
  expect(await embedded.ensure(broken, specOf('userbroken'))).toMatchObject({ kind: 'retry', hasAnswered: false })
})

test('a yes that does not match what was asked is for a person', async () => {
  const { nonce: _, suspended: __, ...rest } = specOf('userliar')
  const account = { ...rest, phpVersion: '8.1', state: 'active' }
  const server = await serve((_, response) => response.end(JSON.stringify({ account })))
  expect(await embedded.ensure(server, specOf('userliar'))).toMatchObject({ kind: 'operator' })
})

test('a call whose answer was lost is looked up and adopted', async () => {
  const server = await serve((request, response) => {
    const forwarded = async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const answer = await fetch(`${hosting.controlUrl}${request.url}`, {
        method: request.method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: request.method === 'GET' ? undefined : Buffer.concat(chunks),
      })
      if (request.method === 'PUT') request.socket.destroy()
      else response.writeHead(answer.status).end(await answer.text())
    }
    forwarded().catch(() => request.socket.destroy())
  })
  expect(await embedded.ensure(server, specOf('userlost'))).toMatchObject({ kind: 'done' })
  expect(await embedded.observe(server, 'userlost')).toMatchObject({ kind: 'found', generation: 1 })
})

test('a host that says nothing is given up after five seconds and tried again', async () => {
  const server = await serve((request, response) => {
    if (request.method === 'GET') response.writeHead(404).end('{"error":{"code":"not_found","message":"none"}}')
  })
  const startedAt = performance.now()
  expect(await embedded.ensure(server, specOf('usersilent'))).toMatchObject({ kind: 'retry' })
  expect(performance.now() - startedAt).toBeLessThan(7_000)
})
