import { expect, test } from 'vitest'
import type { Progress, ProgressStep } from '@/lib/fulfilment/get-progress'
import { stepNames } from '@/lib/fulfilment/step-names'
import { stagesOf } from './order-stages'

test('a stage is done only when all of its steps are', () => {
  expect(statesAfter(1).slice(0, 3)).toEqual(['done', 'working', 'waiting'])
  expect(statesAfter(2).slice(0, 3)).toEqual(['done', 'done', 'working'])
})

test('the first stage that is not done is shown as under way, also between two steps', () => {
  expect(statesAfter(0)).toEqual(['done', 'working', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting'])
  expect(statesAfter(8)).toEqual(Array(7).fill('done'))
})

test('a step that is tried again shows on its stage', () => {
  const steps = stepsAfter(5).map((each) =>
    each.step === 'provisioned' ? { ...each, state: 'retrying' as const } : each,
  )

  expect(stagesOf(progressWith(steps), 'en').find(({ name }) => name === 'Site set up')?.state).toBe('retrying')
})

test('the payment stands first, with its time', () => {
  const [paid] = stagesOf(progressWith(stepsAfter(0)), 'en')

  expect(paid).toEqual({ name: 'Payment received', state: 'done', completedAt: '2026-11-23T04:59:00.000Z' })
})

test('a buyer who had an account reads of that account and of no welcome', () => {
  const names = stagesOf({ ...progressWith(stepsAfter(2)), isNewAccount: false }, 'en').map(({ name }) => name)

  expect(names).toContain('Added to your account')
  expect(names).toContain('Order e-mail sent')
})

function statesAfter(done: number) {
  return stagesOf(progressWith(stepsAfter(done)), 'en').map(({ state }) => state)
}

function stepsAfter(done: number): ProgressStep[] {
  return stepNames.map((step, index) =>
    index < done
      ? { step, state: 'done', completedAt: '2026-11-23T05:00:00.000Z' }
      : { step, state: 'waiting', completedAt: null },
  )
}

function progressWith(steps: ProgressStep[]): Progress {
  return {
    orderId: '1',
    orderNumber: '4F2A91C0',
    email: 'ada@example.com',
    planName: 'Premium',
    state: 'running',
    waitsFor: null,
    paidAt: '2026-11-23T04:59:00.000Z',
    steps,
    siteUrl: null,
    domain: null,
    isNewAccount: true,
    isOwnDomain: false,
    orderAgainPath: null,
  }
}
