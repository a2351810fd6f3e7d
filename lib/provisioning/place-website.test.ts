import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { breakers } from '@/db/schema/breakers'
import { servers, websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { decrypt } from '@/lib/secrets'
import { activateWebsite } from './activate-website'
import { addServer } from './add-server'
import { placeWebsite } from './place-website'
import { recordProvisioned } from './record-provisioned'
import { makeWebsite, readWebsite } from './try-provisioning'

beforeEach(async () => {
  await db().delete(websites)
  await db().delete(servers)
  await db().delete(breakers)
})

async function add(name: string, capacity: number, state: (typeof servers.$inferInsert)['state'] = 'active') {
  const credentials = { token: 'secret-token', sitesUrl: 'http://127.0.0.1:1' }
  await addServer({ name, driver: 'embedded', address: 'http://127.0.0.1:1', credentials, capacity })
  await db().update(servers).set({ state }).where(eq(servers.name, name))
}

const place = (id: string) => db().transaction((tx) => placeWebsite(tx, id))

async function placeNew(): Promise<string | undefined> {
  const { id } = await makeWebsite()
  await place(id)
  const { serverId } = await readWebsite(id)
  if (!serverId) return undefined
  const [server] = await db().select().from(servers).where(eq(servers.id, serverId))
  return server?.name
}

test('the least full server is taken, by its share and not by its count', async () => {
  await add('small', 2)
  await add('large', 10)
  const names = []
  for (let site = 0; site < 12; site++) names.push(await placeNew())
  expect(names.filter((name) => name === 'small')).toHaveLength(2)
  expect(names.filter((name) => name === 'large')).toHaveLength(10)
  expect(names.slice(0, 3).filter((name) => name === 'small')).toHaveLength(1)
  expect(await placeNew()).toBeUndefined()
})

test('a server that does not answer gets a site only when no other has room', async () => {
  await add('silent', 100)
  await add('small', 1)
  const [silent] = await db().select().from(servers).where(eq(servers.name, 'silent'))
  await db()
    .insert(breakers)
    .values({ part: `sites:${silent?.id}`, openedAt: new Date() })
  await placeNew()
  expect([await placeNew(), await placeNew()]).toEqual(['silent', 'silent'])
  const sites = await db().select().from(websites).innerJoin(servers, eq(servers.id, websites.serverId))
  expect(sites.map((row) => row.servers.name).sort()).toEqual(['silent', 'silent', 'small'])
})

test('a server that did not answer and was not tried again when it was time is as good as any', async () => {
  await add('forgotten', 10)
  await add('busy', 10)
  const [forgotten] = await db().select().from(servers).where(eq(servers.name, 'forgotten'))
  const openedAt = new Date(Date.now() - 600_000)
  await db()
    .insert(breakers)
    .values({ part: `sites:${forgotten?.id}`, openedAt, nextTryAt: new Date(Date.now() - 30_000) })
  expect(await placeNew()).toBe('busy')
  expect(await placeNew()).toBe('busy')
  await db()
    .update(breakers)
    .set({ nextTryAt: new Date(Date.now() - 90_000) })
  expect(await placeNew()).toBe('forgotten')
})

test('placing again keeps the server', async () => {
  await add('one', 5)
  const { id } = await makeWebsite()
  expect(await place(id)).toEqual({ placed: true })
  const before = await readWebsite(id)
  expect(before.status).toBe('provisioning')
  await add('emptier', 100)
  expect(await place(id)).toEqual({ placed: true })
  expect(await readWebsite(id)).toEqual(before)
})

test('of twelve at once for seven places, seven are placed', async () => {
  await add('a', 3)
  await add('b', 4)
  const sites = await Promise.all(Array.from({ length: 12 }, () => makeWebsite()))
  const results = await Promise.all(sites.map(({ id }) => place(id)))
  expect(results.filter(({ placed }) => placed)).toHaveLength(7)
  expect(await db().$count(websites, eq(websites.status, 'provisioning'))).toBe(7)
})

test.each(['draining', 'full', 'offline'] as const)('a server that is %s gets nothing new', async (state) => {
  await add('closed', 5, state)
  const { id } = await makeWebsite()
  expect(await place(id)).toEqual({ placed: false })
  expect(await readWebsite(id)).toMatchObject({ serverId: null, status: 'pending' })
})

test('a terminated site frees its place', async () => {
  await add('tiny', 1)
  const { id } = await makeWebsite()
  await place(id)
  expect(await placeNew()).toBeUndefined()
  await db().update(websites).set({ status: 'terminated' }).where(eq(websites.id, id))
  expect(await placeNew()).toBe('tiny')
})

test('a server is registered once under its name, with sealed credentials, and keeps its state', async () => {
  await add('renewed', 1, 'draining')
  const credentials = { token: 'another-token', sitesUrl: 'http://127.0.0.1:2' }
  await addServer({ name: 'renewed', driver: 'embedded', address: 'http://127.0.0.1:2', credentials, capacity: 9 })
  const [server, ...others] = await db().select().from(servers)
  expect(others).toEqual([])
  expect(server).toMatchObject({ address: 'http://127.0.0.1:2', capacity: 9, state: 'draining' })
  expect(server?.credentials).not.toContain('another-token')
  expect(JSON.parse(decrypt(server?.credentials ?? ''))).toEqual(credentials)
})

test('only a site that is being provisioned becomes active', async () => {
  await add('one', 5)
  const { id } = await makeWebsite()
  const activate = () => db().transaction((tx) => activateWebsite(tx, id))
  await activate()
  expect((await readWebsite(id)).status).toBe('pending')
  await place(id)
  await db().transaction((tx) => recordProvisioned(tx, id, { url: 'http://x.localhost/' }))
  await activate()
  expect(await readWebsite(id)).toMatchObject({ status: 'active', url: 'http://x.localhost/' })
  await db().update(websites).set({ status: 'suspended' }).where(eq(websites.id, id))
  await activate()
  expect((await readWebsite(id)).status).toBe('suspended')
})
