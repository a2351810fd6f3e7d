import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servers, websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { type RunningHosting, startHosting } from '@/sandbox/hosting/server'
import { addServer } from './add-server'
import { findHostedWebsite } from './find-hosted-website'
import { keepOperation, provisionWebsite } from './provision-website'
import { makePlacedWebsite, makeWebsite, readWebsite } from './try-provisioning'
import { verifyWebsite } from './verify-website'

const dataDir = mkdtempSync(join(tmpdir(), 'provisioning-test-'))
const token = 'a-token'
let hosting: RunningHosting

beforeAll(async () => {
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token })
  await register({})
})

afterAll(async () => {
  await hosting.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function register(credentials: Record<string, string>) {
  await addServer({
    name: 'test',
    driver: 'embedded',
    address: hosting.controlUrl,
    credentials: { token, sitesUrl: hosting.sitesUrl, ...credentials },
    capacity: 1000,
  })
}

test('a placed website becomes a site that answers by both of its names', async () => {
  const website = await makePlacedWebsite('ada.example')
  const url = `http://${website.username}.localhost:${new URL(hosting.sitesUrl).port}/`
  expect(await provisionWebsite(website.id)).toEqual({ kind: 'done', url })
  expect(await verifyWebsite(website.id)).toEqual({ kind: 'done', url })
  expect(await provisionWebsite(website.id)).toEqual({ kind: 'done', url })
})

test('a website without a server waits', async () => {
  const { id } = await makeWebsite()
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'retry', reason: expect.stringContaining('no server') })
  expect(await verifyWebsite(id)).toMatchObject({ kind: 'retry' })
})

test('PHP that the server lacks is rejected', async () => {
  const { id } = await makePlacedWebsite()
  await db().update(websites).set({ phpVersion: '7.4' }).where(eq(websites.id, id))
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'rejected', code: 'unsupported_php' })
})

test('an older generation is rejected', async () => {
  const { id } = await makePlacedWebsite()
  await db().update(websites).set({ generation: 5 }).where(eq(websites.id, id))
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'done' })
  await db().update(websites).set({ generation: 4 }).where(eq(websites.id, id))
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'rejected', code: 'stale_generation' })
})

test("an account that is somebody else's is for a person", async () => {
  const website = await makePlacedWebsite()
  await fetch(`${hosting.controlUrl}/accounts/${website.username}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      owner: 'somebody-else',
      generation: 1,
      domain: 'stray.example',
      systemDomain: 'stray.sites.example',
      phpVersion: '8.2',
      suspended: false,
      nonce: 'a-nonce-of-somebody-else',
      limits: { storageMb: 1 },
    }),
  })
  expect(await provisionWebsite(website.id)).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('owner_conflict'),
  })
})

test('a suspended website is suspended on its server, and does not count as verified', async () => {
  const { id } = await makePlacedWebsite()
  await provisionWebsite(id)
  await db().update(websites).set({ status: 'suspended', generation: 2 }).where(eq(websites.id, id))
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'done' })
  expect(await verifyWebsite(id)).toMatchObject({ kind: 'retry', reason: expect.stringContaining('503') })
})

test('who was at a site before it was suspended, with a session and a connection, is shut out like everybody', async () => {
  const { id, systemDomain } = await makePlacedWebsite()
  await provisionWebsite(id)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const visit = () =>
    new Promise<{ status: number | undefined; reused: boolean }>((resolve, reject) => {
      const headers = { host: systemDomain, cookie: 'PHPSESSID=signed-in' }
      const asked = request(hosting.sitesUrl, { headers, agent }, (answer) => {
        answer.resume().once('end', () => resolve({ status: answer.statusCode, reused: asked.reusedSocket }))
      })
      asked.once('error', reject).end()
    })
  expect(await visit()).toEqual({ status: 200, reused: false })
  await db().update(websites).set({ status: 'suspended', generation: 2 }).where(eq(websites.id, id))
  await provisionWebsite(id)
  expect(await visit()).toEqual({ status: 503, reused: true })
  agent.destroy()
})

test('a terminated website is never made again', async () => {
  const { id } = await makePlacedWebsite()
  await db().update(websites).set({ status: 'terminated' }).where(eq(websites.id, id))
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'rejected', code: 'terminated' })
})

test("another site's nonce and another PHP are for a person, a missing site is tried again", async () => {
  const website = await makePlacedWebsite()
  expect(await verifyWebsite(website.id)).toMatchObject({ kind: 'retry', reason: expect.stringContaining('404') })
  await provisionWebsite(website.id)
  const probe = join(dataDir, 'sites', website.username, 'probe')
  writeFileSync(join(probe, 'nonce'), 'the-nonce-of-a-neighbour')
  expect(await verifyWebsite(website.id)).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('Another site answers'),
  })
  writeFileSync(
    join(probe, 'probe.php'),
    `<?php echo json_encode(['nonce' => '${website.nonce}', 'phpVersion' => '8.20.1']);`,
  )
  expect(await verifyWebsite(website.id)).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('runs PHP 8.20.1, not 8.2'),
  })
  writeFileSync(join(probe, 'probe.php'), '<h1>Welcome</h1>')
  expect(await verifyWebsite(website.id)).toMatchObject({
    kind: 'retry',
    reason: expect.stringContaining('not the probe'),
  })
  // Making it again puts it right.
  await provisionWebsite(website.id)
  expect(await verifyWebsite(website.id)).toMatchObject({ kind: 'done' })
})

test('a wrong token, missing credentials and an unknown driver are for a person', async () => {
  const { id } = await makePlacedWebsite()
  const expectOperator = async (words: string) =>
    expect(await provisionWebsite(id)).toMatchObject({ kind: 'operator', reason: expect.stringContaining(words) })
  await register({ token: 'wrong' })
  await expectOperator('unauthorized')
  await register({ sitesUrl: '' })
  await expectOperator('lack')
  expect(await verifyWebsite(id)).toMatchObject({ kind: 'operator' })
  await db().update(servers).set({ driver: 'plesk' })
  await expectOperator('unknown driver plesk')
  await register({})
  await db().update(servers).set({ credentials: 'garbage' })
  await expectOperator('APP_SECRET')
  await register({})
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'done' })
})

test('a call that the server has not finished is known to whoever asks next, until it is finished', async () => {
  const { id } = await makePlacedWebsite()
  await keepOperation(id, null, { kind: 'pending', operationId: 'UPID:1', pollAfterMs: 1000 })
  expect(await findHostedWebsite(id)).toMatchObject({ operationId: 'UPID:1' })
  await keepOperation(id, 'UPID:1', { kind: 'retry', afterMs: 1000, reason: 'no answer' })
  expect(await findHostedWebsite(id)).toMatchObject({ operationId: 'UPID:1' })
  expect(await provisionWebsite(id)).toMatchObject({ kind: 'done' })
  expect(await readWebsite(id)).toMatchObject({ operationId: null })
})
