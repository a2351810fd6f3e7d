import { expect, test } from 'vitest'
import { faultsLastMs, partNames, planFaults } from './plan-faults'
import { planOrders } from './plan-orders'
import { seededRandom } from './random'

function plan(seed: number, { purchases = 200, kills = 60 } = {}) {
  const random = seededRandom(seed)
  return { faults: planFaults(random, kills), orders: planOrders(random, purchases, 60_000) }
}

test('the same seed makes the same plan, another seed another', () => {
  expect(plan(1)).toEqual(plan(1))
  expect(plan(2)).not.toEqual(plan(1))
})

test.each([1, 2, 3])('every part is killed, as often as was asked for, within the time (seed %i)', (seed) => {
  for (const kills of [partNames.length, 60]) {
    const { faults } = plan(seed, { kills })
    const killed = faults.flatMap((fault) => (fault.kind === 'kill' ? [fault.part] : []))
    expect(killed).toHaveLength(kills)
    expect(new Set(killed)).toEqual(new Set(partNames))
    expect(faults.some(({ kind }) => kind === 'restart')).toBe(true)
    for (const { atMs } of faults) expect(atMs).toBeLessThanOrEqual(faultsLastMs(kills))
    expect(faults.map(({ atMs }) => atMs)).toEqual(faults.map(({ atMs }) => atMs).sort((a, b) => a - b))
  }
})

test('as many orders are paid as was asked for; some people buy twice, some never pay', () => {
  const { orders } = plan(1)
  const paid = orders.filter(({ habit }) => habit !== 'never pays')
  expect(paid).toHaveLength(200)
  expect(orders.length).toBeGreaterThan(200)
  expect(orders.filter(({ habit }) => habit === 'is told by nobody')).toHaveLength(1)
  const buyers = new Set(paid.map(({ email }) => email))
  expect(buyers.size).toBeGreaterThan(150)
  expect(buyers.size).toBeLessThan(200)
})

test('numbers lie in their bounds and spread over them', () => {
  const random = seededRandom(7)
  const numbers = Array.from({ length: 1000 }, () => random.between(10, 20))
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10)
  expect(Math.max(...numbers)).toBeLessThan(20)
  expect(numbers.filter((number) => number < 15).length).toBeGreaterThan(400)
  expect(numbers.filter((number) => number < 15).length).toBeLessThan(600)
})
