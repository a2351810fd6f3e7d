import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, desc, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { customers } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { subscriptions } from '@/db/schema/billing'
import { domainClaims } from '@/db/schema/domains'
import { emailLog } from '@/db/schema/mail'
import { websites } from '@/db/schema/provisioning'
import { waitFor } from '@/db/testing/wait-for'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { activateWebsite } from '@/lib/provisioning/activate-website'
import { addServer } from '@/lib/provisioning/add-server'
import { applyWebsite } from '@/lib/provisioning/apply-website'
import { condemnWebsite, recordTerminated } from '@/lib/provisioning/terminate-website'
import { makePlacedWebsite, readWebsite } from '@/lib/provisioning/try-provisioning'
import { startHosting } from '@/sandbox/hosting/server'
import { checkDueDomains } from './check-due-domains'
import { connectDomain } from './connect-domain'
import { readDomain, readDomainNow } from './read-domain'
import { openDns } from './testing/open-dns'

const dataDir = mkdtempSync(join(tmpdir(), 'domains-'))
const here = '203.0.113.10'
const hereV6 = '2001:db8::10'
let dns: Awaited<ReturnType<typeof openDns>>
let hosting: Awaited<ReturnType<typeof startHosting>>

beforeAll(async () => {
  dns = await openDns()
  vi.stubEnv('DNS_RESOLVER', dns.address)
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token: 'token' })
})

beforeEach(() => register({ publicIpv4: here, publicIpv6: '2001:0db8:0:0::10' }))

afterEach(async () => {
  moveClock()
  dns.silent.clear()
  dns.broken.clear()
  // What a test leaves is not looked up in the next one.
  await db().update(domainClaims).set({ nextCheckAt: null })
})

afterAll(async () => {
  await Promise.all([hosting.close(), dns.close()])
  rmSync(dataDir, { recursive: true })
})

async function register(addresses: { publicIpv4?: string; publicIpv6?: string } | null): Promise<void> {
  const credentials = { token: 'token', sitesUrl: hosting.sitesUrl }
  const server = { name: 'one', driver: 'embedded' as const, address: hosting.controlUrl, credentials, capacity: 500 }
  await addServer({ ...server, ...addresses })
}

/** A running site, and who may ask about it. */
async function makeSite(ownDomain: string | null = null) {
  const { id } = await makePlacedWebsite(ownDomain)
  await applyWebsite(id)
  await db().transaction((tx) => activateWebsite(tx, id))
  const { subscriptionId, systemDomain } = await readWebsite(id)
  const [owner] = await db()
    .select({ userId: customers.userId })
    .from(customers)
    .innerJoin(subscriptions, eq(subscriptions.customerId, customers.id))
    .where(eq(subscriptions.id, subscriptionId))
  if (!owner) throw new Error('The site has no owner')
  return { websiteId: id, systemDomain, own: { subscriptionId, userId: owner.userId } }
}

/** Writes the records that lead a name here. */
function point(domain: string, ...names: string[]): void {
  for (const name of names.length > 0 ? names : [domain, `www.${domain}`]) {
    dns.zone[`A ${name}`] = [here]
    dns.zone[`AAAA ${name}`] = [hereV6]
  }
}

async function claimOf(websiteId: string) {
  const [claim] = await db()
    .select()
    .from(domainClaims)
    .where(eq(domainClaims.websiteId, websiteId))
    .orderBy(desc(domainClaims.createdAt))
    .limit(1)
  if (!claim) throw new Error('There is no claim')
  return claim
}

/** Lets the next check of a site's domain become due, and does it. */
async function checkNext(websiteId: string): Promise<void> {
  const { nextCheckAt } = await claimOf(websiteId)
  if (!nextCheckAt) throw new Error('No check is planned')
  if (nextCheckAt > now()) moveClock(new Date(nextCheckAt.getTime() + 1000))
  await checkDueDomains()
}

function prove(domain: string, record: { name: string; value: string } | null | undefined): void {
  if (!record) throw new Error(`Nothing proves ${domain}`)
  dns.zone[`TXT ${record.name}`] = ['something else', record.value]
}

function visit(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(hosting.sitesUrl, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}

test('the records of a domain lead its name and its www. to the server', async () => {
  const { own, systemDomain } = await makeSite('records.example')
  expect(await readDomain(own)).toMatchObject({
    systemDomain,
    claim: { domain: 'records.example', proof: null, state: null },
    records: [
      { type: 'A', name: 'records.example', value: here },
      { type: 'AAAA', name: 'records.example', value: hereV6 },
      { type: 'A', name: 'www.records.example', value: here },
      { type: 'AAAA', name: 'www.records.example', value: hereV6 },
    ],
  })
})

test.each([
  { name: 'nowhere', zone: {}, state: 'not_found', verdicts: ['missing', 'missing'] },
  {
    name: 'elsewhere',
    zone: { 'A @': ['198.51.100.7'], 'A www.@': ['198.51.100.7'] },
    state: 'elsewhere',
    verdicts: ['elsewhere', 'elsewhere'],
  },
  {
    name: 'parked',
    zone: { 'A @': ['198.51.100.7'] },
    state: 'elsewhere',
    verdicts: ['elsewhere', 'missing'],
  },
  { name: 'here', zone: { 'A @': [here], 'A www.@': [here] }, state: 'here', verdicts: ['here', 'here'] },
  { name: 'bare', zone: { 'A @': [here], 'AAAA @': [hereV6] }, state: 'partly', verdicts: ['here', 'missing'] },
  { name: 'only-www', zone: { 'A www.@': [here] }, state: 'partly', verdicts: ['missing', 'here'] },
  {
    name: 'old-v6',
    zone: { 'A @': [here], 'AAAA @': ['2001:db8:ffff::1'], 'A www.@': [here] },
    state: 'partly',
    verdicts: ['mixed', 'here'],
  },
])('a domain that leads $name is $state', async ({ name, zone, state, verdicts }) => {
  const domain = `${name}.example`
  for (const [key, values] of Object.entries(zone)) dns.zone[key.replace('@', domain)] = values
  const { own, websiteId } = await makeSite(domain)
  const site = await readDomainNow(own)
  expect(site?.claim).toMatchObject({ state, findings: verdicts.map((verdict) => ({ verdict })) })
  const { pointsHereAt, nextCheckAt } = await claimOf(websiteId)
  expect(pointsHereAt !== null).toBe(verdicts[0] === 'here')
  expect(nextCheckAt === null).toBe(state === 'here')
})

test('where a domain leads elsewhere, it is said where', async () => {
  dns.zone['A shown.example'] = ['198.51.100.7']
  dns.zone['AAAA shown.example'] = ['2001:db8:ffff::1']
  const { own } = await makeSite('shown.example')
  expect((await readDomainNow(own))?.claim?.findings[0]).toEqual({
    name: 'shown.example',
    addresses: ['198.51.100.7', '2001:db8:ffff::1'],
    verdict: 'elsewhere',
  })
})

test('name servers that do not answer, or fail, are told from a name that does not exist', async () => {
  dns.silent.add('silent.example').add('www.silent.example')
  dns.broken.add('broken.example').add('www.broken.example')
  for (const domain of ['silent.example', 'broken.example']) {
    const { own } = await makeSite(domain)
    expect((await readDomainNow(own))?.claim).toMatchObject({ domain, state: 'unanswered' })
  }
})

test('a name server that is silent about one kind of address does not hide the other', async () => {
  dns.zone['A half.example'] = [here]
  dns.zone['A www.half.example'] = [here]
  const { own } = await makeSite('half.example')
  expect((await readDomainNow(own))?.claim?.state).toBe('here')
})

test('a domain is looked up by itself, more and more rarely, until it leads here', async () => {
  const { websiteId, own } = await makeSite('patient.example')
  await checkNext(websiteId)
  const pauses: number[] = []
  for (let check = 0; check < 11; check++) {
    const { nextCheckAt, checkedAt } = await claimOf(websiteId)
    pauses.push(Math.round(((nextCheckAt?.getTime() ?? 0) - (checkedAt?.getTime() ?? 0)) / 60_000))
    await checkNext(websiteId)
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360])
  point('patient.example')
  await checkNext(websiteId)
  expect(await claimOf(websiteId)).toMatchObject({ state: 'here', checksInVain: 0, nextCheckAt: null })
  dns.asked.length = 0
  moveClock(new Date(now().getTime() + 7 * 24 * 60 * 60_000))
  await checkDueDomains()
  expect(dns.asked.filter((question) => question.includes('patient'))).toEqual([])
  // Whoever looks at the page sees what is so now.
  for (const key of Object.keys(dns.zone)) if (key.endsWith('patient.example')) delete dns.zone[key]
  expect((await readDomainNow(own))?.claim?.state).toBe('not_found')
  expect((await claimOf(websiteId)).nextCheckAt).not.toBeNull()
})

test('whoever reloads the page all the time does not ask each time', async () => {
  const { own } = await makeSite('eager.example')
  await readDomainNow(own)
  dns.asked.length = 0
  await Promise.all([readDomainNow(own), readDomainNow(own)])
  expect(dns.asked).toEqual([])
})

test('a server that only its own machine reaches has no records, and nothing is looked up', async () => {
  await register({ publicIpv4: '127.0.0.1', publicIpv6: '::1' })
  const { own, websiteId } = await makeSite('demo.example')
  dns.asked.length = 0
  expect(await readDomainNow(own)).toMatchObject({ records: [], isDemo: true, claim: { state: null } })
  expect(dns.asked).toEqual([])
  expect((await claimOf(websiteId)).nextCheckAt).toBeNull()
})

test('a site without a domain of its own gets one, and answers there', async () => {
  const { own, websiteId } = await makeSite()
  expect(await readDomain(own)).toMatchObject({ claim: null, records: [] })
  await connectDomain(own, ' https://WWW.Later.example/ ')
  await applyWebsite(websiteId)
  expect(await visit('later.example')).toBe(200)
  expect(await visit('www.later.example')).toBe(200)
  point('later.example')
  expect((await readDomainNow(own))?.claim).toMatchObject({ domain: 'later.example', state: 'here', proof: null })
})

test('a domain with a slip in it is replaced, and the right one is looked up', async () => {
  const { own, websiteId } = await makeSite('exmaple.example')
  await connectDomain(own, 'right.example')
  await connectDomain(own, 'right.example')
  const claims = await db().select().from(domainClaims).where(eq(domainClaims.websiteId, websiteId))
  expect(claims.map(({ domain, outcome }) => [domain, outcome])).toEqual([
    ['exmaple.example', 'replaced'],
    ['right.example', null],
  ])
  expect((await readWebsite(websiteId)).domain).toBe('right.example')
  const other = await makeSite('exmaple.example')
  expect((await readWebsite(other.websiteId)).domain).toBe('exmaple.example')
})

test.each(['', 'no domain', 'localhost', 'a..example', 'shop.migrahosting.com', 'x.localhost'])(
  '“%s” is refused',
  async (typed) => {
    const { own } = await makeSite()
    await expect(connectDomain(own, typed)).rejects.toMatchObject({
      code: expect.stringMatching(/invalid_request|domain_in_use/),
      details: { fields: { domain: expect.any(String) } },
    })
    expect((await readDomain(own))?.claim).toBeNull()
  },
)

test('the domain of somebody else’s service is none of a user’s business', async () => {
  const [site, stranger] = [await makeSite('private.example'), await makeSite()]
  const foreign = { subscriptionId: site.own.subscriptionId, userId: stranger.own.userId }
  for (const ask of [
    () => readDomain(foreign),
    () => readDomainNow(foreign),
    () => connectDomain(foreign, 'a.example'),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a site that is not set up yet, or is over, gets no domain', async () => {
  const site = await makeSite()
  await db().update(websites).set({ status: 'provisioning' }).where(eq(websites.id, site.websiteId))
  await expect(connectDomain(site.own, 'soon.example')).rejects.toMatchObject({ code: 'invalid_request' })
  await db().update(subscriptions).set({ status: 'canceled' }).where(eq(subscriptions.id, site.own.subscriptionId))
  await expect(connectDomain(site.own, 'soon.example')).rejects.toMatchObject({ code: 'subscription_ended' })
})

test('a domain that somebody ordered first is refused at the checkout, and goes to whoever proves that it is theirs', async () => {
  const squatter = await makeSite('contested.example')
  const customer = { name: 'The Owner', email: 'owner@example.com' }
  const wish = { planId: 'starter', billingCycle: 'monthly', customer, domain: 'contested.example' }
  await expect(startCheckout(wish)).rejects.toMatchObject({ code: 'domain_in_use' })

  const owner = await makeSite()
  await connectDomain(owner.own, 'contested.example')
  const waiting = await readDomainNow(owner.own)
  expect(waiting?.claim?.proof).toMatchObject({ type: 'TXT', name: '_hosting-owner.contested.example' })
  expect((await readWebsite(owner.websiteId)).domain).toBe(owner.systemDomain)
  expect((await readWebsite(squatter.websiteId)).domain).toBe('contested.example')

  prove('contested.example', waiting?.claim?.proof)
  await checkNext(owner.websiteId)
  expect((await readWebsite(owner.websiteId)).domain).toBe('contested.example')
  expect((await readWebsite(squatter.websiteId)).domain).toBe(squatter.systemDomain)
  await applyWebsite(squatter.websiteId)
  await applyWebsite(owner.websiteId)
  expect(await visit('contested.example')).toBe(200)
  expect(await visit(squatter.systemDomain)).toBe(200)
  expect(await readDomain(owner.own)).toMatchObject({ claim: { domain: 'contested.example', proof: null } })

  const told = await readDomain(squatter.own)
  expect(told).toMatchObject({ claim: null, lostDomain: 'contested.example' })
  for (const text of [JSON.stringify(told), JSON.stringify(waiting)]) {
    for (const { websiteId, own } of [squatter, owner]) {
      expect(text).not.toContain(websiteId)
      expect(text).not.toContain(own.userId)
    }
  }
  expect(JSON.stringify(told)).not.toContain(owner.systemDomain)
  expect(JSON.stringify(waiting)).not.toContain(squatter.systemDomain)
  const mails = await db().select({ props: emailLog.props }).from(emailLog).where(eq(emailLog.template, 'domain-lost'))
  expect(mails.map(({ props }) => props)).toEqual([
    {
      name: 'Ada',
      domain: 'contested.example',
      systemDomain: squatter.systemDomain,
      serviceId: squatter.own.subscriptionId,
    },
  ])
  const actions = await db()
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.subject, `websites:${squatter.websiteId}`), eq(auditLog.action, 'domain.lost')))
  expect(actions).toHaveLength(1)
})

test('pointing a domain here proves nothing of who orders it, and neither does another claim’s record', async () => {
  point('pointed.example')
  const first = await makeSite('pointed.example')
  const [second, third] = [await makeSite(), await makeSite()]
  await connectDomain(second.own, 'pointed.example')
  await connectDomain(third.own, 'pointed.example')
  prove('pointed.example', (await readDomain(third.own))?.claim?.proof)
  await checkNext(second.websiteId)
  expect((await readWebsite(second.websiteId)).domain).toBe(second.systemDomain)
  await readDomainNow(third.own)
  expect((await readWebsite(third.websiteId)).domain).toBe('pointed.example')
  expect((await readWebsite(first.websiteId)).domain).toBe(first.systemDomain)
})

test('an old record does not bring a lost domain back', async () => {
  const first = await makeSite('sold.example')
  const buyer = await makeSite()
  await connectDomain(buyer.own, 'sold.example')
  prove('sold.example', (await readDomain(buyer.own))?.claim?.proof)
  await readDomainNow(buyer.own)
  await connectDomain(first.own, 'sold.example')
  await checkNext(first.websiteId)
  expect((await readWebsite(buyer.websiteId)).domain).toBe('sold.example')
  expect((await readDomain(first.own))?.claim?.proof).not.toBeNull()
})

test('a domain whose site is over goes to who waits for it', async () => {
  const first = await makeSite('freed.example')
  const next = await makeSite()
  await connectDomain(next.own, 'freed.example')
  await checkNext(next.websiteId)
  expect((await readWebsite(next.websiteId)).domain).toBe(next.systemDomain)
  await db().transaction(async (tx) => {
    await condemnWebsite(tx, first.websiteId)
    await recordTerminated(tx, first.websiteId)
  })
  await checkNext(next.websiteId)
  expect((await readWebsite(next.websiteId)).domain).toBe('freed.example')
})

test('a site whose domain is older than its claim gets one, and is looked up', async () => {
  const { own, websiteId } = await makeSite('older.example')
  await db().delete(domainClaims).where(eq(domainClaims.websiteId, websiteId))
  point('older.example')
  await checkDueDomains()
  expect((await readDomain(own))?.claim).toMatchObject({ domain: 'older.example', state: 'here', proof: null })
})

test('whoever ordered with a domain that was taken meanwhile waits for proof from the start', async () => {
  await makeSite('meanwhile.example')
  const late = await makeSite('meanwhile.example')
  expect((await readWebsite(late.websiteId)).domain).toBe(late.systemDomain)
  prove('meanwhile.example', (await readDomain(late.own))?.claim?.proof)
  await checkNext(late.websiteId)
  expect((await readWebsite(late.websiteId)).domain).toBe('meanwhile.example')
})

test('of ten sites that connect one free domain at once, one has it and the others wait for proof', async () => {
  const sites = await Promise.all(Array.from({ length: 10 }, () => makeSite()))
  await Promise.all(sites.map(({ own }) => connectDomain(own, 'rush.example')))
  const states = await Promise.all(sites.map(({ own }) => readDomain(own)))
  expect(states.filter((state) => state?.claim?.proof === null)).toHaveLength(1)
})

test('the server of whoever lost the name is told first', async () => {
  const first = await makeSite('queue.example')
  const next = await makeSite()
  await connectDomain(next.own, 'queue.example')
  prove('queue.example', (await readDomain(next.own))?.claim?.proof)
  await readDomainNow(next.own)
  const jobs = await waitFor(async () => {
    const rows = await db().execute<{ key: string; late: boolean }>(sql`
      select key, run_at > now() as late from graphile_worker.jobs
      where key in (${`website:${first.websiteId}`}, ${`website:${next.websiteId}`})`)
    return rows.length === 2 && rows
  })
  expect(Object.fromEntries(jobs.map(({ key, late }) => [key, late]))).toEqual({
    [`website:${first.websiteId}`]: false,
    [`website:${next.websiteId}`]: true,
  })
})
