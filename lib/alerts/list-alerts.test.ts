import { expect, test } from 'vitest'
import { moveClock, now } from '@/lib/clock'
import { db } from '@/lib/database'
import { makeWebsite } from '@/lib/provisioning/try-provisioning'
import { listAlerts } from './list-alerts'
import { raiseAlert } from './raise-alert'

async function raise(subject: string): Promise<void> {
  moveClock(new Date(now().getTime() + 1000))
  await db().transaction((tx) => raiseAlert(tx, { kind: 'website_differs', subject, summary: subject }))
}

test('alerts come newest first, each with its order, 50 a page', async () => {
  const { id: websiteId, subscriptionId } = await makeWebsite()
  await raise(`websites:${websiteId}`)
  await raise(`subscriptions:${subscriptionId}`)
  await raise('checkout_sessions:4f2a91c0-0000-4000-8000-000000000000')
  await raise('server-account:1/user')

  const { alerts, hasOlder } = await listAlerts({ page: 1 })
  const [stranger, ofOrder, ofSubscription, ofSite] = alerts
  expect(stranger).toMatchObject({ summary: 'server-account:1/user', order: null })
  expect(ofOrder?.order).toEqual({ id: '4f2a91c0-0000-4000-8000-000000000000', number: '4F2A91C0' })
  expect(ofSite?.order).toMatchObject({ number: expect.stringMatching(/^[0-9A-F]{8}$/) })
  expect(ofSubscription?.order).toEqual(ofSite?.order)
  expect(hasOlder).toBe(false)

  for (let each = 0; each < 50; each++) await raise(`servers:${each}`)
  const first = await listAlerts({ page: 1 })
  expect(first).toMatchObject({ hasOlder: true, alerts: { length: 50 } })
  expect((await listAlerts({ page: 2 })).alerts).toHaveLength(4)
  moveClock()
})
