import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Registrar } from '@/lib/domains/registrar'
import { startRegistrar } from '@/sandbox/registrar/server'
import { gandi } from './driver'

let standIn: Awaited<ReturnType<typeof startRegistrar>>
let registrar: Registrar

beforeAll(async () => {
  standIn = await startRegistrar({ token: 'a-token' })
  registrar = gandi({ baseUrl: standIn.baseUrl, token: 'a-token' })
})

beforeEach(() => {
  for (const kept of [standIn.statuses, standIn.held, standIn.premium, standIn.faults]) kept.clear()
  standIn.requests.length = 0
  standIn.state.registersAtOnce = true
})

afterAll(() => standIn.close())

const registrant = {
  givenName: 'Alice',
  familyName: 'Doe',
  email: 'alice@example.org',
  street: '5 rue neuve',
  city: 'Paris',
  postcode: '75001',
  country: 'FR',
  phone: '+33.123456789',
}

function wish(name: string, changes: Partial<Parameters<Registrar['register']>[0]> = {}) {
  return { name, registrant, years: 1, currency: 'usd', wasAsked: false, ...changes }
}

const registrations = () => standIn.requests.filter((call) => call === 'POST /v5/domain/domains')

test('a search tells what a name costs today and at renewal, or why it cannot be had', async () => {
  standIn.statuses.set('taken.com', 'unavailable')
  standIn.statuses.set('reserved.com', 'reserved_corporate')
  standIn.premium.add('gold.com')
  expect(await registrar.search(['free.com', 'taken.com', 'reserved.com', 'gold.com'], 'usd')).toEqual([
    {
      name: 'free.com',
      state: 'available',
      registration: { amountMinor: 1234, currency: 'usd' },
      renewal: { amountMinor: 1999, currency: 'usd' },
    },
    { name: 'taken.com', state: 'taken' },
    { name: 'reserved.com', state: 'refused', reason: expect.stringContaining('reserved_corporate') },
    { name: 'gold.com', state: 'refused', reason: expect.stringContaining('no ordinary price') },
  ])
})

test.each(['pending', 'error_refused', 'error_timeout', 'error_unknown'])(
  'a %s that comes with 200 is no answer, and no word about the name',
  async (status) => {
    standIn.statuses.set('slow.com', status)
    expect(await registrar.search(['slow.com'], 'usd')).toMatchObject([{ state: 'unknown' }])
    expect(await registrar.register(wish('slow.com'))).toMatchObject({ kind: 'retry' })
    expect(registrations()).toEqual([])
  },
)

test('a name is registered for its owner', async () => {
  const outcome = await registrar.register(wish('new.com', { years: 2 }))
  const expiresAt = outcome.kind === 'done' ? outcome.expiresAt : null
  expect(expiresAt?.getUTCFullYear()).toBe(new Date().getUTCFullYear() + 2)
  expect(await registrar.status('new.com')).toEqual({ kind: 'ours', expiresAt })
  expect(await registrar.status('other.com')).toEqual({ kind: 'not_ours' })
})

test('a repeat finds the name in the account and buys nothing', async () => {
  const first = await registrar.register(wish('twice.com'))
  expect(await registrar.register(wish('twice.com', { wasAsked: true }))).toEqual(first)
  expect(registrations()).toHaveLength(1)
})

test('an answer that was lost is unsure, and the next call finds what happened', async () => {
  standIn.faults.set('POST /v5/domain/domains', 'lost answer')
  expect(await registrar.register(wish('lost.com'))).toMatchObject({ kind: 'retry' })
  expect(await registrar.register(wish('lost.com', { wasAsked: true }))).toMatchObject({ kind: 'done' })
  expect(registrations()).toHaveLength(1)
})

test.each(['no answer', 'not taken'] as const)('a call with %s is made again', async (fault) => {
  standIn.faults.set('POST /v5/domain/domains', fault)
  expect(await registrar.register(wish('again.com'))).toMatchObject({ kind: 'retry' })
  expect(standIn.held.size).toBe(0)
  expect(await registrar.register(wish('again.com', { wasAsked: true }))).toMatchObject({ kind: 'done' })
})

test('a registration that takes its time is under way until the account shows it', async () => {
  standIn.state.registersAtOnce = false
  expect(await registrar.register(wish('queued.com'))).toMatchObject({ kind: 'pending' })
  // The registry has the name already, the account not yet: whose it is, a person sees.
  expect(await registrar.register(wish('queued.com', { wasAsked: true }))).toMatchObject({ kind: 'operator' })
  standIn.held.set('queued.com', { endsAt: new Date('2030-01-01T00:00:00Z') })
  expect(await registrar.register(wish('queued.com', { wasAsked: true }))).toEqual({
    kind: 'done',
    expiresAt: new Date('2030-01-01T00:00:00Z'),
  })
})

test('a name that somebody took meanwhile is refused', async () => {
  standIn.statuses.set('late.com', 'unavailable')
  expect(await registrar.register(wish('late.com'))).toMatchObject({ kind: 'rejected', code: 'taken' })
})

test('a name at a price of its own is not bought at it', async () => {
  standIn.premium.add('gold.com')
  expect(await registrar.register(wish('gold.com'))).toMatchObject({ kind: 'rejected', code: 'invalid' })
  expect(registrations()).toEqual([])
})

test('an owner without an address is refused, and it is said what is missing', async () => {
  const outcome = await registrar.register(wish('nowhere.com', { registrant: { ...registrant, city: '' } }))
  expect(outcome).toMatchObject({ kind: 'rejected', code: 'invalid', reason: expect.stringContaining('owner.city') })
})

test('a wrong token, and an account without money, are for staff', async () => {
  const other = gandi({ baseUrl: standIn.baseUrl, token: 'wrong' })
  expect(await other.register(wish('key.com'))).toMatchObject({ kind: 'operator' })
  expect(await other.status('key.com')).toMatchObject({ kind: 'operator' })
  expect(await other.search(['key.com'], 'usd')).toMatchObject([{ state: 'unknown' }])
  const body = { object: 'HTTPPaymentRequired', code: 402, message: 'Not enough prepaid credit' }
  standIn.faults.set('POST /v5/domain/domains', { status: 402, body })
  expect(await registrar.register(wish('poor.com'))).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('Not enough prepaid credit'),
  })
})

test('a registrar that does not answer, or with something else, is asked again later', async () => {
  const nobody = gandi({ baseUrl: 'http://127.0.0.1:1', token: 'a-token' })
  expect(await nobody.status('x.com')).toMatchObject({ kind: 'retry' })
  expect(await nobody.register(wish('x.com'))).toMatchObject({ kind: 'retry' })
  for (const reply of [
    { status: 200, body: '<html>' },
    { status: 429, body: { message: 'Too many requests' } },
    { status: 302, body: {} },
  ]) {
    standIn.faults.set('GET /v5/domain/domains', reply)
    expect(await registrar.status('x.com')).toMatchObject({ kind: 'retry' })
  }
})

test('a name is renewed once, however often that is asked for', async () => {
  const from = new Date('2030-01-01T00:00:00Z')
  standIn.held.set('old.com', { endsAt: from })
  standIn.faults.set('POST /v5/domain/domains/old.com/renew', 'lost answer')
  const renewal = { name: 'old.com', years: 1, from, currency: 'usd' }
  expect(await registrar.renew(renewal)).toMatchObject({ kind: 'retry' })
  const done = { kind: 'done', expiresAt: new Date('2031-01-01T00:00:00Z') }
  expect(await registrar.renew(renewal)).toEqual(done)
  expect(await registrar.renew(renewal)).toEqual(done)
})

test('a name that is not in the account is not renewed', async () => {
  const renewal = { name: 'gone.com', years: 1, from: new Date(), currency: 'usd' }
  expect(await registrar.renew(renewal)).toMatchObject({ kind: 'operator' })
})
