import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { needs } from '../testing/needs'
import { startReceiver } from '../testing/receiver'
import { eventually, secretKey, startStandIn, webhookSecret } from '../testing/stand-in'
import { retryPlan } from './retry-plan'

const ownProcess = needs('its own process')
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

test('deliveries are tried again for three days with exponential backoff, or a part of that', ownProcess, () => {
  const minutes = (factor: number) => retryPlan(factor).map((wait) => wait / 60_000)
  const days = minutes(1).reduce((sum, wait) => sum + wait, 0) / (24 * 60)
  expect(minutes(1).slice(0, 9)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  expect([days > 2.9, days <= 3]).toEqual([true, true])
  expect(minutes(60).map((wait) => wait * 60)).toEqual(minutes(1))
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a factor of %d is refused', ownProcess, (factor) => {
  expect(() => retryPlan(factor)).toThrow('must be a number above 0')
})

test('a stand-in that is started with a factor delivers again that much faster', ownProcess, async () => {
  const receiver = await startReceiver(() => 500)
  const standIn = await startStandIn({ webhookUrl: receiver.url, retryFactor: 3000 })
  await standIn.sdk.customers.create()
  await eventually(
    () => receiver.received.length,
    (count) => count >= 5,
  )
  const moments = receiver.received.map(({ atMs }) => atMs)
  const waits = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))
  // 20, 40, 80 and 160 ms by the plan, and a little for the delivery itself.
  for (const [index, least] of [20, 40, 80, 160].entries()) expect(waits[index]).toBeGreaterThanOrEqual(least - 2)
  await standIn.close()
  await receiver.close()
})

test('the process takes the factor from its environment, and no other word for it', ownProcess, async () => {
  const { PATH = '' } = process.env
  const env = {
    PATH,
    NODE_ENV: 'test' as const,
    STRIPE_SANDBOX_DATA_DIR: mkdtempSync(join(tmpdir(), 'stripe-')),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_SANDBOX_RETRY_FACTOR: 'fast',
  }
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', main], { env, timeout: 60_000 }, (error, _stdout, stderr) => {
      resolve(`${error?.code} ${stderr}`)
    })
  })
  expect(output).toBe('1 The retry factor of the stand-in for Stripe must be a number above 0.\n')
})
