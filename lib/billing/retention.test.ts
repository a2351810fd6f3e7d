import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { websites } from '@/db/schema/provisioning'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { terminateWebsite } from '@/lib/provisioning/terminate-website'
import { readWebsite } from '@/lib/provisioning/try-provisioning'
import { terminateService } from './terminate-service'
import { become, mailsOf, makeService, onDay, openHost, rowsOf, start } from './testing/service'

let host: Awaited<ReturnType<typeof openHost>>

beforeAll(async () => {
  host = await openHost()
})

afterAll(() => host.close())
beforeEach(() => moveClock(start))
afterEach(() => moveClock())

test('the end: offline, kept for 30 days, warned 7 and 1 days before, then terminated after a backup', async () => {
  const { subscriptionId, websiteId } = await makeService()
  const { username, systemDomain } = await readWebsite(websiteId)
  await become(subscriptionId, 'canceled')
  expect(await host.visit(websiteId)).toBe(503)
  expect(await mailsOf(subscriptionId)).toEqual(['service-ended ended'])
  await onDay(22.9)
  expect(await mailsOf(subscriptionId)).toHaveLength(1)
  await onDay(23)
  await onDay(29)
  const mails = ['service-ended ended', 'deletion-warning warning-7', 'deletion-warning warning-1']
  expect(await mailsOf(subscriptionId)).toEqual(mails)
  await onDay(29.9)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'suspended' })
  await onDay(30)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
  await terminateService(subscriptionId)
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminated', domain: systemDomain, url: null })
  expect(readdirSync(join(host.dataDir, 'backups')).filter((name) => name.startsWith(username))).toHaveLength(1)
  expect(readdirSync(join(host.dataDir, 'sites'))).not.toContain(username)
  expect((await rowsOf(subscriptionId)).retentions).toMatchObject([{ outcome: 'terminated' }])
  expect(await mailsOf(subscriptionId)).toEqual([...mails, 'service-deleted deleted'])
})

test('after a standstill of the clock nobody is deleted without a day of warning', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'canceled')
  await onDay(60)
  expect(await mailsOf(subscriptionId)).toEqual(['service-ended ended', 'deletion-warning warning-1'])
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'suspended' })
  await onDay(60.9)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'suspended' })
  await onDay(61.01)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
})

test('one that Stripe gave up on is suspended at once, and comes back whole when it is paid within the retention', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'unpaid')
  expect(await host.visit(websiteId)).toBe(503)
  await onDay(25)
  await become(subscriptionId, 'active')
  expect(await host.visit(websiteId)).toBe(200)
  expect((await rowsOf(subscriptionId)).retentions).toMatchObject([{ outcome: 'restored', nextAt: null }])
  await onDay(40)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'active' })
})

test('a termination that died after the server had done its part is finished by the next try', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'canceled')
  await onDay(29)
  await onDay(30)
  expect(await terminateWebsite(websiteId)).toMatchObject({ kind: 'done' })
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminated' })
  expect((await rowsOf(subscriptionId)).retentions).toMatchObject([{ outcome: 'terminated' }])
})

/** A service whose retention is over. */
async function condemned() {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'canceled')
  await onDay(29)
  await onDay(30)
  return { websiteId, ...(await readWebsite(websiteId)) }
}

function alertsAbout(websiteId: string) {
  return db()
    .select({ kind: alerts.kind, summary: alerts.summary, resolvedAt: alerts.resolvedAt })
    .from(alerts)
    .where(eq(alerts.subject, `websites:${websiteId}`))
}

test('a site that its server refuses to copy is not deleted, and staff are told until it is done', async () => {
  const { subscriptionId, websiteId, username } = await condemned()
  // Somebody else's account is in its place.
  const foreign = (await condemned()).username
  await db()
    .update(websites)
    .set({ username: `${foreign}x` })
    .where(eq(websites.username, foreign))
  await db().update(websites).set({ username: foreign }).where(eq(websites.id, websiteId))
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
  expect(readdirSync(join(host.dataDir, 'sites'))).toEqual(expect.arrayContaining([username, foreign]))
  expect(await alertsAbout(websiteId)).toEqual([
    { kind: 'website_differs', summary: expect.stringContaining('owner_conflict'), resolvedAt: null },
  ])

  await db().update(websites).set({ username }).where(eq(websites.id, websiteId))
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminated' })
  expect(await alertsAbout(websiteId)).toMatchObject([{ resolvedAt: expect.any(Date) }])
})

test('a copy that fails keeps the site from being deleted; the next try makes both', async () => {
  const { subscriptionId, websiteId, username } = await condemned()
  const backups = join(host.dataDir, 'backups')
  renameSync(backups, `${backups}.away`)
  writeFileSync(backups, 'where the copies were, there is no folder')
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
  expect(readdirSync(join(host.dataDir, 'sites'))).toContain(username)

  rmSync(backups)
  renameSync(`${backups}.away`, backups)
  await terminateService(subscriptionId)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminated' })
  expect(readdirSync(backups).filter((name) => name.startsWith(username))).toHaveLength(1)
  expect(readdirSync(join(host.dataDir, 'sites'))).not.toContain(username)
})
