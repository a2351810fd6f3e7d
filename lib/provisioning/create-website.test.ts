import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { createWebsite, usernameOf } from './create-website'
import { isDomainInUse } from './is-domain-in-use'
import { makeSubscription, makeWebsite, readWebsite } from './try-provisioning'

const create = (subscriptionId: string, ownDomain: string | null) =>
  db().transaction((tx) => createWebsite(tx, { subscriptionId, ownDomain }))

test('the names come from the id alone', async () => {
  const website = await makeWebsite()
  expect(website.username).toBe(usernameOf(website.id))
  expect(website.username).toMatch(/^user[a-z2-7]{8}$/)
  expect(website).toMatchObject({
    domain: `${website.username}.migrahosting.com`,
    systemDomain: `${website.username}.migrahosting.com`,
    phpVersion: '8.2',
    status: 'pending',
    generation: 1,
    serverId: null,
    url: null,
  })
  expect(website.nonce).toMatch(/^[\w-]{32}$/)
})

test('a second call changes nothing, and ten at once make one', async () => {
  const subscriptionId = await makeSubscription()
  const made = await Promise.all(Array.from({ length: 10 }, () => create(subscriptionId, null)))
  expect(new Set(made.map(({ websiteId }) => websiteId)).size).toBe(1)
  const [first] = made
  const before = await readWebsite(first?.websiteId ?? '')
  expect(await create(subscriptionId, 'other.example')).toEqual(first)
  expect(await readWebsite(before.id)).toEqual(before)
})

test('a domain that the customer owns is used, in its plain form', async () => {
  const website = await makeWebsite('WWW.Ada-Shop.example.')
  expect(website.domain).toBe('ada-shop.example')
  expect(website.systemDomain).toBe(`${website.username}.migrahosting.com`)
})

test('a domain that somebody else has falls back to the system domain', async () => {
  await makeWebsite('taken.example')
  for (const wish of ['taken.example', 'www.taken.example', 'TAKEN.example']) {
    const website = await makeWebsite(wish)
    expect(website.domain).toBe(website.systemDomain)
  }
})

test('of ten who want one domain at once, one gets it and all get a website', async () => {
  const subscriptions = await Promise.all(Array.from({ length: 10 }, makeSubscription))
  await Promise.all(subscriptions.map((id) => create(id, 'popular.example')))
  const owners = await db().select().from(websites).where(eq(websites.domain, 'popular.example'))
  expect(owners).toHaveLength(1)
})

test.each(['migrahosting.com', 'shop.migrahosting.com', 'x.localhost'])('%s cannot be brought along', async (name) => {
  expect(await isDomainInUse(name)).toBe(true)
  const website = await makeWebsite(name)
  expect(website.domain).toBe(website.systemDomain)
})

test('a domain is in use once a site has it, however it is written', async () => {
  expect(await isDomainInUse('fresh.example')).toBe(false)
  const website = await makeWebsite('fresh.example')
  for (const name of ['fresh.example', 'WWW.FRESH.example', 'fresh.example.', website.systemDomain]) {
    expect(await isDomainInUse(name)).toBe(true)
  }
  expect(await isDomainInUse('a.fresh.example')).toBe(false)
})
