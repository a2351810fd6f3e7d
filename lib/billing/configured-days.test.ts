import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { moveClock } from '@/lib/clock'
import { readWebsite } from '@/lib/provisioning/try-provisioning'
import { become, mailsOf, makeService, onDay, openHost, start } from './testing/service'

let host: Awaited<ReturnType<typeof openHost>>

beforeAll(async () => {
  vi.stubEnv('BILLING_GRACE_DAYS', '10')
  vi.stubEnv('BILLING_RETENTION_DAYS', '14')
  host = await openHost()
})

afterAll(() => host.close())
beforeEach(() => moveClock(start))
afterEach(() => moveClock())

test('with a grace period of ten days the site is online until then, and there is a reminder on day 7', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'past_due')
  for (const day of [3, 7, 9.9]) await onDay(day)
  const mails = ['payment-failed day-0', 'payment-failed day-3', 'payment-failed day-7']
  expect(await mailsOf(subscriptionId)).toEqual(mails)
  expect(await host.visit(websiteId)).toBe(200)
  await onDay(10)
  expect(await mailsOf(subscriptionId)).toEqual([...mails, 'service-suspended'])
  expect(await host.visit(websiteId)).toBe(503)
})

test('with a retention of two weeks the warnings come on day 7 and 13, and the deletion on day 14', async () => {
  const { subscriptionId, websiteId } = await makeService()
  await become(subscriptionId, 'canceled')
  const mails = ['service-ended ended', 'deletion-warning warning-7', 'deletion-warning warning-1']
  await onDay(6.9)
  expect(await mailsOf(subscriptionId)).toEqual(mails.slice(0, 1))
  await onDay(7)
  expect(await mailsOf(subscriptionId)).toEqual(mails.slice(0, 2))
  await onDay(13)
  expect(await mailsOf(subscriptionId)).toEqual(mails)
  await onDay(13.9)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'suspended' })
  await onDay(14)
  expect(await readWebsite(websiteId)).toMatchObject({ status: 'terminating' })
})
