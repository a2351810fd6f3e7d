import { connect } from 'node:tls'
import { createTransport } from 'nodemailer'
import { expect, test } from 'vitest'
import { waitFor as waitForSeconds } from '@/db/testing/wait-for'
import { machineOfThisFile } from './testing/try-machine'

const machine = machineOfThisFile()
const password = 'a long enough password'

/** Mail takes its time on a busy machine. */
function waitFor(check: () => boolean | Promise<boolean>): Promise<true> {
  return waitForSeconds(check, { timeoutMs: 30_000 })
}

function ensure(address: string, changes: Record<string, unknown> = {}) {
  const request = { verb: 'ensure-mailbox', address, owner: 'mail-owner', generation: 1, quotaMb: 10 }
  return machine().call({ ...request, password, ...changes })
}

/** Signs in by IMAP over TLS and says some commands; what the server said, until it or we ended it. */
function imap(address: string, withPassword: string, commands: string[] = []) {
  const socket = connect({ port: machine().portOf(993), host: '127.0.0.1', rejectUnauthorized: false })
  const session = { said: '', ended: false, close: () => socket.end() }
  const lines = [`LOGIN "${address}" "${withPassword}"`, ...commands]
  socket.write(lines.map((line, index) => `${index} ${line}\r\n`).join(''))
  socket.on('data', (chunk) => {
    session.said += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    session.ended = true
  })
  return session
}

async function signIn(address: string, withPassword = password): Promise<'OK' | 'NO'> {
  const session = imap(address, withPassword)
  await waitFor(() => /^0 (OK|NO)/m.test(session.said))
  session.close()
  return /^0 OK/m.test(session.said) ? 'OK' : 'NO'
}

function send(to: string) {
  const transport = createTransport({ host: '127.0.0.1', port: machine().portOf(25), ignoreTLS: true })
  return transport.sendMail({ from: 'someone@elsewhere.example', to, subject: 'Hello', text: 'a text' })
}

test('a mailbox receives a mail that its owner then reads', async () => {
  expect((await ensure('ada@mail.example')).ok).toMatchObject({ state: 'active' })
  expect((await ensure('ada@mail.example')).ok).toMatchObject({ state: 'active' })
  await send('ada@mail.example')
  await waitFor(async () => {
    const session = imap('ada@mail.example', password, ['SELECT INBOX', 'FETCH 1 BODY[TEXT]', 'LOGOUT'])
    await waitFor(() => session.ended)
    return session.said.includes('a text')
  })
  await expect(send('nobody@mail.example')).rejects.toThrow(/unknown/)
})

test('a wrong password does not open it, and a changed one replaces the old at once', async () => {
  await ensure('bob@mail.example')
  expect(await signIn('bob@mail.example', 'a wrong one')).toBe('NO')
  for (const fresh of ['another password 1', 'another password 2', 'another password 3']) {
    await ensure('bob@mail.example', { password: fresh })
    expect(await signIn('bob@mail.example', fresh)).toBe('OK')
    expect(await signIn('bob@mail.example')).toBe('NO')
  }
})

test('a suspended mailbox ends its sessions, refuses the next, keeps receiving, and comes back', async () => {
  const address = 'cara@mail.example'
  await ensure(address)
  const open = imap(address, password)
  await waitFor(() => open.said.includes('0 OK'))
  const suspend = () => machine().call({ verb: 'suspend-mailbox', address, owner: 'mail-owner', generation: 2 })
  const racing = Array.from({ length: 5 }, () => imap(address, password, ['NOOP']))
  for (const { ok } of [await suspend(), await suspend()]) expect(ok).toMatchObject({ state: 'suspended' })
  await waitFor(() => [open, ...racing].every(({ ended }) => ended))
  expect(await signIn(address)).toBe('NO')
  await send(address)
  expect((await ensure(address)).error?.code).toBe('stale_generation')
  await ensure(address, { generation: 3, password: undefined })
  expect(await signIn(address)).toBe('OK')
})

test('who is signed in sends in the own name alone', async () => {
  await ensure('dan@mail.example')
  const auth = { user: 'dan@mail.example', pass: password }
  const tls = { rejectUnauthorized: false }
  const transport = createTransport({ host: '127.0.0.1', port: machine().portOf(587), requireTLS: true, auth, tls })
  await transport.sendMail({ from: 'dan@mail.example', to: 'ada@mail.example', text: 'mine' })
  const forged = transport.sendMail({ from: 'ada@mail.example', to: 'dan@mail.example', text: 'not mine' })
  await expect(forged).rejects.toThrow(/not owned/)
})

test('a removed mailbox is a tombstone whose mail is kept, and a repeat is fine', async () => {
  const address = 'eve@mail.example'
  await ensure(address)
  await send(address)
  const kept = ['sh', '-c', 'ls /var/lib/hostctl/backups /var/mail/hostctl/mail.example/eve/Maildir/new']
  await waitFor(async () => (await machine().run(kept)).output.includes('server'))
  const remove = (owner = 'mail-owner') => machine().call({ verb: 'remove-mailbox', address, owner })
  expect((await remove('somebody-else')).error?.code).toBe('owner_conflict')
  for (const { ok } of [await remove(), await remove()]) expect(ok).toMatchObject({ state: 'terminated' })
  expect(await signIn(address)).toBe('NO')
  await expect(send(address)).rejects.toThrow(/unknown/)
  expect((await machine().run(kept)).output).toContain('mail.eve@mail.example.tar.gz')
  expect((await ensure(address, { generation: 9 })).error?.code).toBe('terminated')
})

test('the mail of a domain belongs to one owner', async () => {
  await ensure('ada@first.example')
  expect((await ensure('bob@first.example', { owner: 'somebody-else' })).error?.code).toBe('domain_in_use')
  expect((await ensure('ada@first.example', { owner: 'somebody-else' })).error?.code).toBe('owner_conflict')
})

test('what Postfix or Dovecot might take for more than a name is refused', async () => {
  const nasty = [
    'a b@c.example',
    'a:b@c.example',
    'a@b@c.example',
    '../x@c.example',
    'a@c',
    'A@c.example',
    '@c.example',
  ]
  for (const address of [...nasty, 'a/b@c.example', 'a\n@c.example', 'a@c.example\nroot: x', '..@c.example']) {
    expect((await ensure(address)).error?.code).toBe('invalid_request')
  }
  for (const bad of ['short', 'a\nlong password here', 'x'.repeat(200), 'tab\tin the password']) {
    expect((await ensure('fine@c.example', { password: bad })).error?.code).toBe('invalid_request')
  }
})
