import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { auditLog } from '@/db/schema/audit'
import { servers, websites } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { terminateService } from '@/lib/billing/terminate-service'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { addJob } from '@/lib/jobs/add-job'
import { activateWebsite } from '@/lib/provisioning/activate-website'
import { addServer } from '@/lib/provisioning/add-server'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { usernameOf } from '@/lib/provisioning/create-website'
import { provisionWebsite } from '@/lib/provisioning/provision-website'
import { condemnWebsite } from '@/lib/provisioning/terminate-website'
import { makePlacedWebsite, readWebsite } from '@/lib/provisioning/try-provisioning'
import { startWorker, type Worker } from '@/lib/worker/start-worker'
import { type RunningHosting, startHosting } from '@/sandbox/hosting/server'
import { HostingClient, specOf } from '@/sandbox/hosting/try-hosting'
import { compareServers } from './compare-servers'
import { reconcileServices } from './reconcile'

const dataDir = mkdtempSync(join(tmpdir(), 'compare-servers-'))
const token = 'token'
let hosting: RunningHosting
let worker: Worker

async function openHost(): Promise<void> {
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token })
  await register(token)
}

async function register(tokenHere: string): Promise<void> {
  const credentials = { token: tokenHere, sitesUrl: hosting.sitesUrl }
  await addServer({ name: 'one', driver: 'embedded', address: hosting.controlUrl, credentials, capacity: 100 })
}

beforeAll(async () => {
  await openHost()
  worker = await startWorker('# time is what a test does')
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  await hosting.close()
  rmSync(dataDir, { recursive: true })
})

beforeEach(async () => {
  await db().delete(alerts)
})

afterEach(async () => {
  moveClock()
  await db().execute(sql`truncate websites cascade`)
  await db().update(servers).set({ state: 'active' })
  await hosting.close()
  rmSync(dataDir, { recursive: true })
  await openHost()
})

const minute = 60_000

/** Makes all rows as old as that, so that they do not look as if somebody was at them. */
function rest(ms = minute): void {
  moveClock(new Date(now().getTime() + ms))
}

function client(): HostingClient {
  return new HostingClient(hosting.controlUrl, hosting.sitesUrl, token)
}

async function makeSite() {
  const { id } = await makePlacedWebsite()
  await provisionWebsite(id)
  await db().transaction((tx) => activateWebsite(tx, id))
  return readWebsite(id)
}

type Site = Awaited<ReturnType<typeof makeSite>>

async function run() {
  const found = { looked: 0, repaired: [], needsPerson: [] }
  await compareServers(found)
  return found
}

const nothing = { repaired: [], needsPerson: [] }

/** What the host has after all jobs about sites were done. */
async function accountOf({ username }: Site) {
  await waitFor(async () => {
    const jobs = await db().execute(sql`
      select 1 from graphile_worker.jobs
      where task_identifier in ('apply-website', 'terminate-service') and run_at < now() + interval '1 minute'`)
    return jobs.length === 0
  })
  const { status, body } = await client().control('GET', `/accounts/${username}`)
  return status === 200 ? body.account : null
}

/** Changes an account behind our back, as a person at the host's own console would. */
async function tamper(site: Site, changes: object): Promise<void> {
  const { username, id: owner, generation, domain, systemDomain, phpVersion, nonce } = site
  const spec = {
    owner,
    generation,
    domain,
    systemDomain,
    phpVersion,
    nonce,
    suspended: false,
    limits: { storageMb: 1 },
  }
  const { body } = await client().control('GET', `/accounts/${username}`)
  const { limits } = body.account
  const { status } = await client().control('PUT', `/accounts/${username}`, { ...spec, limits, ...changes })
  expect(status).toBe(200)
}

/** Takes accounts off the host's disk, as if they had never been. */
async function lose(sites: Site[]): Promise<void> {
  await hosting.close()
  for (const { username } of sites) {
    rmSync(join(dataDir, 'accounts', `${username}.json`))
    rmSync(join(dataDir, 'sites', username), { recursive: true })
  }
  await openHost()
}

async function openAlerts() {
  // The mails about them go nowhere here, which is another alert.
  const rows = await db().select().from(alerts).where(sql`resolved_at is null and subject <> 'smtp'`)
  return rows.map(({ kind, subject, count }) => ({ kind, subject, count }))
}

test('where all is well, nothing is repaired', async () => {
  await makeSite()
  await makePlacedWebsite()
  rest()
  expect(await run()).toEqual({ looked: 2, ...nothing })
})

test.each([
  ['suspended', { suspended: true }, /is suspended on server one/, { state: 'active' }],
  ['of another plan', { limits: { storageMb: 7 } }, /has 7 MB, not 10240/, { limits: { storageMb: 10240 } }],
  ['of another domain', { domain: 'hijack.example' }, /has the domain hijack.example/, {}],
  ['of a newer generation', { generation: 5 }, /has generation 5, not 1/, { generation: 6 }],
])('an account that is %s is brought in line, once', async (_, change, what, wanted) => {
  const site = await makeSite()
  await tamper(site, change)
  rest()
  const reports = await Promise.all([run(), run()])
  expect(reports.flatMap(({ repaired }) => repaired)).toEqual([expect.stringMatching(what)])
  expect(await accountOf(site)).toMatchObject({ state: 'active', domain: site.domain, ...wanted })
  const audited = await db()
    .select()
    .from(auditLog)
    .where(eq(auditLog.subject, `websites:${site.id}`))
  expect(audited).toMatchObject([{ action: 'website.reapplied', details: { cause: 'reconciliation' } }])
  rest()
  expect(await run()).toMatchObject(nothing)
})

test('a suspended site that is online and one of an old generation are brought in line', async () => {
  const [online, old] = [await makeSite(), await makeSite()]
  await db().update(websites).set({ status: 'suspended' }).where(eq(websites.id, online.id))
  await db().update(websites).set({ generation: 4 }).where(eq(websites.id, old.id))
  rest()
  expect((await run()).repaired).toHaveLength(2)
  expect(await accountOf(online)).toMatchObject({ state: 'suspended' })
  expect(await accountOf(old)).toMatchObject({ generation: 5 })
  rest()
  expect(await run()).toMatchObject(nothing)
})

test('an account that is gone is made again, and staff are told to put its files back', async () => {
  const site = await makeSite()
  await lose([site])
  expect(await accountOf(site)).toBeNull()
  rest()
  expect(await run()).toMatchObject({
    repaired: [`${site.domain} is missing on server one`],
    needsPerson: [expect.stringContaining('Put its files back')],
  })
  expect(await accountOf(site)).toMatchObject({ owner: site.id, state: 'active' })
  expect((await client().visit(site.systemDomain)).status).toBe(200)
  rest()
  expect(await run()).toMatchObject(nothing)
  expect(await openAlerts()).toEqual([{ kind: 'account_missing', subject: `websites:${site.id}`, count: 1 }])
})

test('when a server has lost many accounts at once, none is made again', async () => {
  for (let index = 0; index < 11; index++) await makePlacedWebsite()
  await db().update(websites).set({ status: 'active' })
  rest()
  const [server] = await db().select().from(servers)
  for (const count of [1, 2]) {
    expect(await run()).toMatchObject({
      repaired: [],
      needsPerson: [expect.stringContaining('lost 11 accounts at once')],
    })
    expect(await openAlerts()).toEqual([{ kind: 'account_missing', subject: `servers:${server?.id}`, count }])
  }
  await db().update(websites).set({ status: 'terminated' })
  expect(await run()).toMatchObject(nothing)
  expect(await openAlerts()).toEqual([])
})

test('an account that the server has terminated is left to staff', async () => {
  const site = await makeSite()
  await client().control('DELETE', `/accounts/${site.username}?owner=${site.id}`)
  rest()
  for (const count of [1, 2]) {
    expect(await run()).toMatchObject({
      repaired: [],
      needsPerson: [expect.stringContaining('was terminated on server')],
    })
    expect(await openAlerts()).toEqual([{ kind: 'website_differs', subject: `websites:${site.id}`, count }])
  }
})

test('a terminated site that is still on its server is left to staff, and never taken off', async () => {
  const site = await makeSite()
  await db().update(websites).set({ status: 'terminated' }).where(eq(websites.id, site.id))
  expect(await run()).toMatchObject({ repaired: [], needsPerson: [expect.stringContaining('is still on server one')] })
  expect(await accountOf(site)).toMatchObject({ state: 'active' })
  await client().control('DELETE', `/accounts/${site.username}?owner=${site.id}`)
  expect(await run()).toMatchObject(nothing)
  expect(await openAlerts()).toEqual([])
})

test('an account with our tag and no site is left to staff; one of another owner is mentioned; neither is touched', async () => {
  const owner = crypto.randomUUID()
  const ours = usernameOf(owner)
  await client().control('PUT', `/accounts/${ours}`, specOf(ours, { owner }))
  await client().control('PUT', '/accounts/neighbour', specOf('neighbour'))
  for (const count of [1, 2]) {
    expect(await run()).toEqual({
      looked: 0,
      repaired: [],
      needsPerson: [
        expect.stringContaining(`The account ${ours}`),
        'Server one has accounts of other owners: neighbour',
      ],
    })
    expect(await openAlerts()).toEqual([{ kind: 'account_unknown', subject: expect.stringContaining(ours), count }])
  }
  for (const name of [ours, 'neighbour']) {
    expect(await client().control('GET', `/accounts/${name}`)).toMatchObject({ body: { account: { state: 'active' } } })
  }
  await client().control('DELETE', `/accounts/${ours}?owner=${owner}`)
  expect((await run()).needsPerson).toEqual(['Server one has accounts of other owners: neighbour'])
  expect(await openAlerts()).toEqual([])
})

test('a site whose account somebody else has is left to staff', async () => {
  const site = await makeSite()
  await lose([site])
  await client().control('PUT', `/accounts/${site.username}`, specOf(site.username))
  rest()
  expect(await run()).toMatchObject({
    repaired: [],
    needsPerson: [expect.stringContaining('belongs to somebody else')],
  })
  expect(await accountOf(site)).toMatchObject({ owner: `owner-of-${site.username}` })
})

test('a site that was to be terminated and has lost its job is terminated', async () => {
  const site = await makeSite()
  await db().transaction((tx) => condemnWebsite(tx, site.id))
  rest()
  expect((await run()).repaired).toEqual([`${site.domain} was to be terminated and is not`])
  expect(await accountOf(site)).toMatchObject({ state: 'terminated' })
  expect(await readWebsite(site.id)).toMatchObject({ status: 'terminated' })
  expect(await run()).toMatchObject(nothing)
})

test('what was changed just now or has a job is left alone, unless its job has been at it for long', async () => {
  const site = await makeSite()
  await tamper(site, { suspended: true })
  expect(await run()).toMatchObject(nothing)
  const runAt = new Date(Date.now() + 24 * 60 * minute)
  await addJob(db(), 'apply-website', { websiteId: site.id }, { key: `website:${site.id}`, runAt })
  rest(10 * minute)
  expect(await run()).toMatchObject(nothing)
  rest(30 * minute)
  expect(await run()).toMatchObject({
    repaired: [],
    needsPerson: [expect.stringContaining('could not be brought in line')],
  })
  await db().execute(sql`delete from graphile_worker._private_jobs`)
  expect((await run()).repaired).toHaveLength(1)
  await accountOf(site)
  expect(await run()).toMatchObject(nothing)
  expect(await openAlerts()).toEqual([])
})

test('what differs again after two repairs is left to staff', async () => {
  let site = await makeSite()
  for (let repair = 0; repair < 2; repair++) {
    await tamper(site, { suspended: true })
    rest()
    expect((await run()).repaired).toHaveLength(1)
    await accountOf(site)
    site = await readWebsite(site.id)
  }
  await tamper(site, { suspended: true })
  rest()
  expect(await run()).toMatchObject({
    repaired: [],
    needsPerson: [expect.stringContaining('could not be brought in line')],
  })
})

test('a server that cannot be asked does not keep the others from being compared; one that is offline is not asked', async () => {
  const site = await makeSite()
  await tamper(site, { suspended: true })
  const away = {
    driver: 'embedded',
    address: 'http://127.0.0.1:1',
    credentials: { token, sitesUrl: 'http://x' },
  } as const
  await addServer({ ...away, name: 'away', capacity: 1 })
  rest()
  const found = { looked: 0, repaired: [], needsPerson: [] }
  await expect(compareServers(found)).rejects.toThrow('Server away could not be reached')
  expect(found).toMatchObject({ looked: 1, repaired: [expect.stringContaining('is suspended')] })
  await accountOf(site)
  await db().update(servers).set({ state: 'offline' }).where(eq(servers.name, 'away'))
  rest()
  expect(await run()).toMatchObject(nothing)
  await db().delete(servers).where(eq(servers.name, 'away'))
})

test('what a server refuses to do for a site is told to staff until it has done it', async () => {
  const site = await makeSite()
  const alert = { kind: 'website_differs', subject: `websites:${site.id}` }
  await register('wrong')
  await applyWebsite(site.id)
  await applyWebsite(site.id)
  expect(await openAlerts()).toEqual([{ ...alert, count: 2 }])
  await register(token)
  await applyWebsite(site.id)
  expect(await openAlerts()).toEqual([])

  await db().transaction((tx) => condemnWebsite(tx, site.id))
  await register('wrong')
  await terminateService(site.subscriptionId)
  expect(await openAlerts()).toEqual([{ ...alert, count: 1 }])
  await register(token)
  await terminateService(site.subscriptionId)
  expect(await openAlerts()).toEqual([])
  expect(await readWebsite(site.id)).toMatchObject({ status: 'terminated' })
})

test('a server that can never be compared is told to staff until it is', async () => {
  const ofUpkeep = async () => (await openAlerts()).filter(({ kind }) => kind === 'upkeep_failed')
  await register('wrong')
  await reconcileServices()
  expect(await ofUpkeep()).toEqual([{ kind: 'upkeep_failed', subject: 'upkeep:Reconciliation of servers', count: 1 }])
  await register(token)
  await reconcileServices()
  expect(await ofUpkeep()).toEqual([])
})
