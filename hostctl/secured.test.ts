import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { codeOf, makeSite, siteOf, visit } from './testing/sites'
import { machineOfThisFile } from './testing/try-machine'

const machine = machineOfThisFile()
const password = 'a password for SFTP'

async function sh(script: string): Promise<string> {
  return (await machine().run(['sh', '-c', script])).output.trim()
}

/** A session with `who`'s credentials; ends with the machine. */
function signIn(credentials: ssh2.ConnectConfig): Promise<ssh2.Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client()
    client.once('ready', () => resolve(client)).on('error', reject)
    // An account that expired is let go without a word.
    client.once('close', () => reject(new Error('closed')))
    client.connect({ host: '127.0.0.1', port: machine().portOf(22), ...credentials })
  })
}

function sftpOf(client: ssh2.Client): Promise<ssh2.SFTPWrapper> {
  return new Promise((resolve, reject) => client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))))
}

function list(sftp: ssh2.SFTPWrapper, path: string): Promise<string[]> {
  return new Promise((resolve, reject) =>
    sftp.readdir(path, (error, found) =>
      error ? reject(error) : resolve(found.map(({ filename }) => filename).sort()),
    ),
  )
}

function exec(client: ssh2.Client, command: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) return reject(error)
      let output = ''
      channel.on('data', (chunk: Buffer) => {
        output += chunk
      })
      channel.once('close', () => resolve(output))
      channel.end(input)
    })
  })
}

test('the key of the shop runs hostctl, whatever it asks for, and nothing else', async () => {
  const client = await signIn({ username: 'hostctl', privateKey: machine().privateKey })
  for (const command of ['id', 'bash -i', 'sudo -n bash', 'hostctl --help']) {
    expect(JSON.parse(await exec(client, command, '{"verb":"list"}'))).toMatchObject({ ok: { accounts: [] } })
  }
  const forwarded = new Promise((resolve, reject) =>
    client.forwardOut('127.0.0.1', 1, '127.0.0.1', 80, (error) => (error ? reject(error) : resolve('open'))),
  )
  await expect(forwarded).rejects.toThrow()
  client.end()
  for (const words of [['id'], ['/usr/local/sbin/hostctl', '--help'], ['/usr/local/sbin/hostctl', 'x']]) {
    const sudo = ['setpriv', '--reuid=hostctl', '--regid=hostctl', '--clear-groups', 'sudo', '-n', ...words]
    expect((await machine().run(sudo)).code).not.toBe(0)
  }
  await expect(signIn({ username: 'hostctl', password: '' })).rejects.toThrow()
})

test.each([
  ['nothing', '', 'malformed_json'],
  ['half an object', '{', 'malformed_json'],
  ['a list', '[]', 'invalid_request'],
  ['null', 'null', 'invalid_request'],
  ['a word', '"list"', 'invalid_request'],
  ['a verb that is a number', '{"verb":1}', 'invalid_request'],
  ["a verb that is Python's", '{"verb":"__init__"}', 'unknown_verb'],
  ['more than the verb knows', '{"verb":"list","more":1}', 'invalid_request'],
  ['what nests deeply', '['.repeat(60_000), 'malformed_json'],
  ['what is long', `{"verb":"${'x'.repeat(70_000)}"}`, 'too_large'],
  ['what is no JSON number', '{"verb":"observe","username":NaN}', 'invalid_request'],
  ['half a character', '{"verb":"observe","username":"\\ud800"}', 'invalid_request'],
  ['nobody', '{"verb":"observe","username":"nobodyhere"}', 'not_found'],
])('a request with %s is refused', async (_, request, code) => {
  const { output } = await machine().run(['/usr/local/sbin/hostctl'], request)
  expect(JSON.parse(output)).toMatchObject({ error: { code } })
})

test('every field of a site is checked, and none may be more than it is', async () => {
  const nasty = [
    '',
    'x\n',
    '\u0000',
    '../x',
    '$(id)',
    "'",
    '{',
    'é.example',
    1,
    null,
    true,
    [],
    {},
    1.5,
    -1,
    'x'.repeat(300),
  ]
  const fields = [
    'username',
    'owner',
    'domain',
    'systemDomain',
    'phpVersion',
    'nonce',
    'generation',
    'suspended',
    'storageMb',
  ]
  const asked = fields.flatMap((field) =>
    nasty.map((value) => ({ field, request: siteOf('checked', { [field]: value }) })),
  )
  // One process for all: each call is a process already.
  const script = `import sys, json; sys.path.insert(0, '/usr/local/lib/hostctl')
from hostctl.main import _answer
for line in sys.stdin: print(json.dumps(_answer(line.encode())))`
  const { output } = await machine().run(
    ['python3', '-c', script],
    asked.map(({ request }) => JSON.stringify(request)).join('\n'),
  )
  const codes = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).error?.code)
  const accepted = asked.flatMap(({ field }, index) => (codes[index] === 'invalid_request' ? [] : [field]))
  // A whole number is a fine generation, and true a fine flag.
  const fine = accepted.filter((name) => ['generation', 'storageMb', 'suspended'].includes(name))
  expect(accepted).toEqual(fine)
  expect(fine.length).toBeLessThanOrEqual(3)
})

test('a customer signs in by SFTP to the own folder alone, and no more once suspended', async () => {
  await makeSite(machine(), 'files')
  const setPassword = (changes = {}) =>
    machine().call({ verb: 'set-password', username: 'files', owner: 'owner-of-files', password, ...changes })
  expect(codeOf(await setPassword({ owner: 'somebody-else' }))).toBe('owner_conflict')
  for (const bad of ['short', 'with\nnewline in it', 'root:x\nfiles:y long', 'ünïcödé long enough']) {
    expect(codeOf(await setPassword({ password: bad }))).toBe('invalid_request')
  }
  expect(codeOf(await setPassword())).toBe('ok')
  const client = await signIn({ username: 'files', password })
  const sftp = await sftpOf(client)
  expect(await list(sftp, '/')).toEqual(['logs', 'private', 'public', 'tmp'])
  expect(await list(sftp, '/public/../../..')).toEqual(['logs', 'private', 'public', 'tmp'])
  await expect(list(sftp, '/etc')).rejects.toThrow()
  await new Promise<void>((resolve, reject) => {
    const upload = sftp.createWriteStream('/public/hello.txt')
    upload.once('error', reject).once('close', () => resolve())
    upload.end('by SFTP')
  })
  expect((await visit(machine(), 'files.example', '/hello.txt')).body).toBe('by SFTP')
  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()))
  await makeSite(machine(), 'files', { generation: 2, suspended: true })
  await ended
  await expect(signIn({ username: 'files', password })).rejects.toThrow()
  await makeSite(machine(), 'files', { generation: 3 })
  ;(await signIn({ username: 'files', password })).end()
})

test('installing again changes nothing that runs, and refuses what it cannot use', async () => {
  await makeSite(machine(), 'stays')
  const install = async (...words: string[]) => await machine().run(['sh', '/source/install.sh', ...words])
  expect((await install('not a key')).code).not.toBe(0)
  const key = (await sh('cut -d" " -f4- /etc/ssh/hostctl/authorized_keys')).trim()
  const { code, output } = await install(key)
  expect([code, output.includes(machine().hostKey.split(' ')[1] ?? '?')]).toEqual([0, true])
  expect((await visit(machine(), 'stays.example', '/.well-known/hosting-probe.php')).status).toBe(200)
  expect((await machine().call({ verb: 'observe', username: 'stays' })).ok).toMatchObject({ inForce: true })
})
