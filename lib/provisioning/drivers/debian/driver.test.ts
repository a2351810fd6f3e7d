import { createServer } from 'node:net'
import ssh2 from 'ssh2'
import { afterEach, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { machineOfThisFile } from '@/hostctl/testing/try-machine'
import type { Server } from '@/lib/provisioning/driver'
import { specOf, testConformance } from '@/lib/provisioning/drivers/conformance'
import { debian } from './driver'

const machine = machineOfThisFile()
const closers: (() => unknown)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

function serverOf(changes: Record<string, string> = {}, port = machine().portOf(22)): Server {
  const { privateKey, hostKey } = machine()
  const credentials = { privateKey, hostKey, sitesUrl: `http://127.0.0.1:${machine().portOf(80)}`, ...changes }
  return { name: 'test', address: `ssh://127.0.0.1:${port}`, credentials: JSON.stringify(credentials) }
}

testConformance(debian, serverOf)

test('a server with another host key is for a person, and nothing is sent to it', async () => {
  const hostKey = ssh2.utils.generateKeyPairSync('ed25519').public
  expect(await debian.ensure(serverOf({ hostKey }), specOf('userkey'))).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('another host key'),
  })
  expect(await debian.observe(serverOf(), 'userkey')).toEqual({ kind: 'missing' })
})

test('a server that does not accept our key is for a person', async () => {
  const privateKey = ssh2.utils.generateKeyPairSync('ed25519').private
  expect(await debian.observe(serverOf({ privateKey }), 'userkey')).toMatchObject({
    kind: 'operator',
    reason: expect.stringContaining('does not accept our key'),
  })
})

test.each([
  ['no key', { privateKey: '' }],
  ['a key that is none', { privateKey: 'nonsense' }],
  ['a host key that is none', { hostKey: 'nonsense' }],
  ['no address of sites', { sitesUrl: '' }],
])('credentials with %s are for a person', async (_, changes) => {
  expect(await debian.ensure(serverOf(changes), specOf('userkey'))).toMatchObject({ kind: 'operator' })
  const outcome = await debian.ensure({ ...serverOf(), address: 'http://a.example' }, specOf('userkey'))
  expect(outcome).toMatchObject({ kind: 'operator' })
})

test('a server that is away is tried again', async () => {
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  const address = gone.address()
  const port = address && typeof address === 'object' ? address.port : 0
  await new Promise((resolve) => gone.close(resolve))
  for (const call of [debian.ensure(serverOf({}, port), specOf('useraway')), debian.list(serverOf({}, port))]) {
    expect(await call).toMatchObject({ kind: 'retry', reason: expect.stringContaining('ECONNREFUSED') })
  }
})

/** A server that speaks SSH, accepts everybody, and answers a call as it likes. */
async function serveSsh(answer: (request: string, channel: ssh2.ServerChannel) => void): Promise<Server> {
  const key = ssh2.utils.generateKeyPairSync('ed25519')
  const server = new ssh2.Server({ hostKeys: [key.private] }, (client) => {
    client.on('error', () => {})
    client.on('authentication', (context) => context.accept())
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec) => {
        const channel = acceptExec()
        let request = ''
        channel.on('data', (chunk: Buffer) => {
          request += chunk
        })
        channel.on('end', () => answer(request, channel))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => server.close())
  const address = server.address()
  return serverOf({ hostKey: key.public }, address && typeof address === 'object' ? address.port : 0)
}

function say(channel: ssh2.ServerChannel, text: string): void {
  channel.write(text)
  channel.exit(0)
  channel.end()
}

test.each([
  ['a page', '<html>maintenance</html>'],
  ['nothing', ''],
  ['no answer', '{}'],
  ['no account', '{"ok":{}}'],
  ['half an account', '{"ok":{"username":"userlife"}}'],
  ['no list', '{"ok":{"accounts":"none"}}'],
  ['a refusal without a code', '{"error":"no"}'],
  ['a failure of its own', '{"error":{"code":"internal","message":"no"}}'],
  ['a reload that did not help', '{"error":{"code":"not_in_force","message":"no"}}'],
  ['what sudo says', 'sudo: a password is required'],
  ['too much', `"${'x'.repeat(9 * 2 ** 20)}"`],
])('an answer with %s is not believed: it is tried again', async (_, text) => {
  const server = await serveSsh((_, channel) => say(channel, text))
  const spec = specOf('userhtml')
  expect(await debian.ensure(server, spec)).toMatchObject({ kind: 'retry' })
  expect(await debian.observe(server, spec.username)).toMatchObject({ kind: 'retry' })
  expect(await debian.list(server)).toMatchObject({ kind: 'retry' })
  expect(await debian.backUp(server, spec, 'copy-1')).toMatchObject({ kind: 'retry' })
  expect(await debian.terminate(server, spec)).toMatchObject({ kind: 'retry' })
})

/** What hostctl answers of the account in a request. */
function accountOf(request: string, changes: Record<string, unknown> = {}) {
  const { verb: _, nonce: __, storageMb, suspended, ...account } = JSON.parse(request)
  const state = suspended ? 'suspended' : 'active'
  return { ok: { ...account, limits: { storageMb }, state, inForce: true, ...changes } }
}

test('a yes that does not match what was asked is for a person', async () => {
  for (const changes of [{ phpVersion: '8.1' }, { generation: 7 }, { state: 'suspended' }, { inForce: false }]) {
    const server = await serveSsh((request, channel) => say(channel, JSON.stringify(accountOf(request, changes))))
    expect(await debian.ensure(server, specOf('userliar'))).toMatchObject({ kind: 'operator' })
  }
})

test.each([
  ['that is in force is adopted', true, 'done'],
  ['that is not in force yet is asked for again', false, 'retry'],
])('a lost answer is looked up, and an account %s', async (_, inForce, kind) => {
  let made = ''
  const server = await serveSsh((request, channel) => {
    if (JSON.parse(request).verb === 'ensure') {
      made = request
      channel.end('{"ok":')
    } else say(channel, JSON.stringify(accountOf(made, { inForce })))
  })
  expect(await debian.ensure(server, specOf('userlost'))).toMatchObject({ kind })
})

test('a connection that breaks in a call is tried again, and the next call opens another', async () => {
  await debian.ensure(serverOf(), specOf('userbroken'))
  const call = debian.backUp(serverOf(), specOf('userbroken'), 'copy-1')
  // Its session, and not the server that takes new ones.
  const find = 'for each in /proc/[0-9]*; do grep -q "^sshd: hostctl" $each/cmdline && basename $each; done'
  await machine().run(['sh', '-c', `kill $(${find})`])
  expect(['retry', 'done']).toContain((await call).kind)
  const spec = specOf('userbroken', { generation: 2 })
  await waitFor(async () => (await debian.ensure(serverOf(), spec)).kind === 'done')
})

test('a server that says nothing is given up after a time and tried again', async () => {
  const server = await serveSsh(() => {})
  const startedAt = performance.now()
  expect(await debian.observe(server, 'usersilent')).toMatchObject({ kind: 'retry' })
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  const mute = createServer()
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  closers.push(() => mute.close())
  const address = mute.address()
  const port = address && typeof address === 'object' ? address.port : 0
  expect(await debian.observe(serverOf({}, port), 'usersilent')).toMatchObject({ kind: 'retry' })
})
