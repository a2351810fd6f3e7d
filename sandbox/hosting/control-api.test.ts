import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningHosting, startHosting } from './server'
import { HostingClient, makeDataDir, specOf } from './try-hosting'

const { dataDir, remove } = makeDataDir()
const token = 'a-token-of-the-tests'
let hosting: RunningHosting
let client: HostingClient

beforeAll(async () => {
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token })
  client = new HostingClient(hosting.controlUrl, hosting.sitesUrl, token)
})

afterAll(async () => {
  await hosting.close()
  remove()
})

const put = (name: string, changes = {}) => client.control('PUT', `/accounts/${name}`, specOf(name, changes))

test('the same account made twice is made once, and what the customer changed stays', async () => {
  expect((await put('twice')).status).toBe(201)
  const index = join(dataDir, 'sites/twice/home/public/index.php')
  expect(readFileSync(index, 'utf8')).toContain('PHP_VERSION')
  writeFileSync(index, 'mine')
  const again = await put('twice')
  expect(again.status).toBe(200)
  expect(again.body.account).toMatchObject({
    username: 'twice',
    owner: 'owner-of-twice',
    generation: 1,
    state: 'active',
  })
  expect(readFileSync(index, 'utf8')).toBe('mine')
})

test('nobody learns the nonce from the control interface', async () => {
  await put('secretive')
  const { body } = await client.control('GET', '/accounts/secretive')
  expect(JSON.stringify(body)).not.toContain('nonce-of-secretive')
})

test('all accounts are listed, the terminated ones too, without their nonces', async () => {
  await put('listed')
  await put('listedaway', { suspended: true, limits: { storageMb: 2048 } })
  await put('listedpast')
  await client.control('DELETE', '/accounts/listedpast?owner=owner-of-listedpast')
  const { status, body } = await client.control('GET', '/accounts')
  expect(status).toBe(200)
  const listed = body.accounts.filter(({ username }: { username: string }) => username.startsWith('listed'))
  expect(listed).toMatchObject([
    { username: 'listed', owner: 'owner-of-listed', generation: 1, state: 'active', domain: 'listed.example' },
    { username: 'listedaway', state: 'suspended', phpVersion: '8.2', limits: { storageMb: 2048 } },
    { username: 'listedpast', state: 'terminated' },
  ])
  expect(JSON.stringify(body)).not.toContain('nonce-of-')
})

test('an account of another owner is a conflict, also for its end', async () => {
  await put('owned')
  const other = await put('owned', { owner: 'somebody-else', generation: 9 })
  expect(other).toMatchObject({ status: 409, body: { error: { code: 'owner_conflict' } } })
  const end = await client.control('DELETE', '/accounts/owned?owner=somebody-else')
  expect(end).toMatchObject({ status: 409, body: { error: { code: 'owner_conflict' } } })
})

test('an older generation is refused, so that a late call cannot undo a suspension', async () => {
  await put('late')
  expect((await put('late', { generation: 2, suspended: true })).body.account.state).toBe('suspended')
  expect(await put('late')).toMatchObject({ status: 409, body: { error: { code: 'stale_generation' } } })
  expect((await client.visit('late.example')).status).toBe(503)
  await put('late', { generation: 3 })
  expect((await client.visit('late.example')).status).toBe(200)
})

test('one name never belongs to two accounts, with or without www', async () => {
  await put('first')
  for (const domain of ['first.example', 'www.first.example', 'first.sites.example']) {
    expect(await put('second', { domain })).toMatchObject({ status: 409, body: { error: { code: 'domain_in_use' } } })
  }
  expect(await put('third', { systemDomain: 'first.other.example' })).toMatchObject({ status: 409 })
  expect(existsSync(join(dataDir, 'sites/second'))).toBe(false)
})

test('a changed domain frees the old one', async () => {
  await put('moving')
  await put('moving', { generation: 2, domain: 'moved.example' })
  expect((await client.visit('moving.example')).status).toBe(404)
  expect((await client.visit('moved.example')).status).toBe(200)
  expect((await put('successor', { domain: 'moving.example' })).status).toBe(201)
})

test('a terminated account is a tombstone: its files are kept, its names are free, it never comes back', async () => {
  await put('ending')
  const end = () => client.control('DELETE', '/accounts/ending?owner=owner-of-ending')
  const first = await end()
  expect(first).toMatchObject({ status: 200, body: { account: { state: 'terminated' } } })
  expect(await end()).toEqual(first)
  expect((await client.visit('ending.example')).status).toBe(404)
  expect(existsSync(join(dataDir, 'terminated/ending/home/public/index.php'))).toBe(true)
  expect(await put('ending', { generation: 9 })).toMatchObject({ status: 410, body: { error: { code: 'terminated' } } })
  expect((await put('heir', { domain: 'ending.example' })).status).toBe(201)
  await end()
  expect((await client.visit('ending.example')).status).toBe(200)
})

test.each([
  ['8.3', 'unsupported_php'],
  ['7.4', 'unsupported_php'],
  ['', 'unsupported_php'],
])('PHP %j is refused', async (phpVersion, code) => {
  expect(await put('oldphp', { phpVersion })).toMatchObject({ status: 422, body: { error: { code } } })
  expect((await client.control('GET', '/accounts/oldphp')).status).toBe(404)
})

test.each(['root', 'www', 'Upper', 'ab', '1site', 'a-b', '..', '%2e%2e', '..%2fother', 'a'.repeat(33), 'na%00me', ''])(
  'the account name %j is refused',
  async (name) => {
    const { status } = await client.control('PUT', `/accounts/${name}`, specOf('named'))
    expect([404, 422]).toContain(status)
  },
)

test.each([
  { domain: 'nodot' },
  { domain: '../evil.example' },
  { domain: 'UPPER.example' },
  { domain: '-a.example' },
  { domain: '127.0.0.1' },
  { systemDomain: 'a b.example' },
  { nonce: 'short' },
  { nonce: '../../../../etc/passwd' },
  { owner: 'a/b' },
  { generation: 0 },
  { generation: 1.5 },
  { limits: { storageMb: -1 } },
  { suspended: 'no' },
  { surprise: 1 },
])('a spec with %j is refused', async (changes) => {
  const reply = await client.control('PUT', '/accounts/wrong', { ...specOf('wrong'), ...changes })
  expect(reply).toMatchObject({ status: 422, body: { error: { code: 'invalid_request' } } })
})

test('every other misuse has its own answer', async () => {
  const code = async (...call: Parameters<HostingClient['control']>) => {
    const { status, body } = await client.control(...call)
    return `${status} ${body.error.code}`
  }
  const path = '/accounts/misused'
  expect(await code('GET', path)).toBe('404 not_found')
  expect(await code('DELETE', `${path}?owner=me`)).toBe('404 not_found')
  expect(await code('DELETE', path)).toBe('422 invalid_request')
  expect(await code('POST', path, {})).toBe('405 method_not_allowed')
  expect(await code('GET', '/')).toBe('404 not_found')
  expect(await code('PUT', '/accounts', {})).toBe('405 method_not_allowed')
  expect(await code('PUT', path, '{')).toBe('400 malformed_json')
  expect(await code('PUT', path, '{}', { 'Content-Type': 'text/plain' })).toBe('415 not_json')
  expect(await code('PUT', path, JSON.stringify({ a: 'x'.repeat(70_000) }))).toBe('413 too_large')
  for (const authorization of ['', 'Bearer ', 'Bearer wrong', token, `Basic ${token}`]) {
    expect(await code('GET', path, undefined, { Authorization: authorization })).toBe('401 unauthorized')
    expect(await code('GET', '/accounts', undefined, { Authorization: authorization })).toBe('401 unauthorized')
  }
})

test('a copy of a site is made once for its name, for its owner alone, and not after the end', async () => {
  await put('copied')
  const backUp = (name: string, owner = 'owner-of-copied') =>
    client.control('PUT', `/accounts/copied/backups/${name}?owner=${owner}`)
  const copy = join(dataDir, 'backups/copied.first/home/public/index.php')
  expect((await backUp('first')).status).toBe(200)
  expect(readFileSync(copy, 'utf8')).toContain('PHP_VERSION')
  writeFileSync(join(dataDir, 'sites/copied/home/public/index.php'), 'changed')
  expect((await backUp('first')).status).toBe(200)
  expect(readFileSync(copy, 'utf8')).toContain('PHP_VERSION')
  expect(await backUp('second', 'somebody-else')).toMatchObject({ body: { error: { code: 'owner_conflict' } } })
  expect((await backUp('..%2Fescape')).status).toBe(422)
  await client.control('DELETE', '/accounts/copied?owner=owner-of-copied')
  expect(await backUp('second')).toMatchObject({ status: 410, body: { error: { code: 'terminated' } } })
  expect(existsSync(join(dataDir, 'backups/copied.second'))).toBe(false)
})
