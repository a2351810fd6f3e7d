import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Server, WebsiteSpec } from '@/lib/provisioning/driver'
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

function specOf(username: string, changes: Partial<WebsiteSpec> = {}): WebsiteSpec {
  return {
    username,
    owner: `owner-of-${username}`,
    generation: 1,
    domain: `${username}.example`,
    systemDomain: `${username}.migrahosting.com`,
    phpVersion: '8.2',
    suspended: false,
    nonce: `nonce-of-${username}-0123456789`,
    limits: { storageMb: 1024 },
    ...changes,
  }
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

test('what was made is observed, changed and terminated; each of it may be repeated', async () => {
  const server = serverAt(hosting.controlUrl)
  const spec = specOf('userlife')
  expect(await embedded.observe(server, 'userlife')).toEqual({ kind: 'missing' })
  const done = { kind: 'done', url: `http://userlife.localhost:${new URL(hosting.sitesUrl).port}/` }
  for (let time = 0; time < 2; time++) expect(await embedded.ensure(server, spec)).toEqual(done)
  expect(await embedded.observe(server, 'userlife')).toMatchObject({
    kind: 'found',
    owner: spec.owner,
    state: 'active',
  })
  expect(await embedded.ensure(server, { ...spec, generation: 2, suspended: true })).toEqual(done)
  expect(await embedded.ensure(server, spec)).toMatchObject({ kind: 'rejected', code: 'stale_generation' })
  expect(await embedded.observe(server, 'userlife')).toMatchObject({ generation: 2, state: 'suspended' })
  for (let time = 0; time < 2; time++) expect(await embedded.terminate(server, spec)).toEqual(done)
  expect(await embedded.observe(server, 'userlife')).toMatchObject({ state: 'terminated' })
  expect(await embedded.ensure(server, { ...spec, generation: 3 })).toMatchObject({
    kind: 'rejected',
    code: 'terminated',
  })
})

test('to terminate what never was is fine, and what is of another owner is for a person', async () => {
  const server = serverAt(hosting.controlUrl)
  expect(await embedded.terminate(server, specOf('usernever'))).toMatchObject({ kind: 'done' })
  await embedded.ensure(server, specOf('userother'))
  const stranger = specOf('userother', { owner: 'somebody-else' })
  expect(await embedded.terminate(server, stranger)).toMatchObject({ kind: 'operator' })
})

test('a name that another account has is for a person', async () => {
  const server = serverAt(hosting.controlUrl)
  await embedded.ensure(server, specOf('userone'))
  const outcome = await embedded.ensure(server, specOf('usertwo', { domain: 'userone.example' }))
  expect(outcome).toMatchObject({ kind: 'operator', reason: expect.stringContaining('domain_in_use') })
})

test('a spec that the host does not accept is rejected', async () => {
  const outcome = await embedded.ensure(serverAt(hosting.controlUrl), specOf('userbad', { domain: 'nodot' }))
  expect(outcome).toMatchObject({ kind: 'rejected', code: 'invalid_request' })
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

test('a yes that does not match what was asked is for a person', async () => {
  const { nonce: _, limits: __, suspended: ___, ...rest } = specOf('userliar')
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
