import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { askServer } from './ask-server'

const one = `server:${randomUUID()}` as const
const two = `server:${randomUUID()}` as const

test('one account at which a server always fails does not make the server look down', async () => {
  const failing = async () => ({ kind: 'retry' as const, afterMs: 1_000, reason: 'cannot write', hasAnswered: true })
  for (let time = 0; time < 5; time++) {
    const answer = await askServer(one, failing)
    expect(answer).toEqual({ kind: 'retry', afterMs: 1_000, reason: 'cannot write', hasAnswered: true })
  }
  expect(await askServer(one, async () => ({ kind: 'done' as const }))).toEqual({ kind: 'done' })
})

test('one that does not answer is left alone after some tries', async () => {
  const silent = async () => ({ kind: 'retry' as const, afterMs: 1_000, reason: 'no route' })
  for (let time = 0; time < 3; time++) {
    expect(await askServer(two, silent)).toMatchObject({ kind: 'retry', cause: { wasHeld: false } })
  }
  const neverAsked = async () => {
    throw new Error('It was asked')
  }
  expect(await askServer(two, neverAsked)).toMatchObject({ kind: 'retry', cause: { wasHeld: true } })
})
