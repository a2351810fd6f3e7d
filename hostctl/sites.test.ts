import { expect, test } from 'vitest'
import { codeOf, makeSite, runPhp, siteOf, visit, writeFile } from './testing/sites'
import { machineOfThisFile } from './testing/try-machine'

const machine = machineOfThisFile()
const probe = '/.well-known/hosting-probe.php'

async function sh(script: string): Promise<string> {
  return (await machine().run(['sh', '-c', script])).output.trim()
}

async function put(path: string, text: string): Promise<void> {
  await machine().run(['tee', path], text)
}

async function reloads(): Promise<number> {
  return Number(await sh('grep -c "reloading for" /var/log/syslog || true'))
}

test('a new site welcomes, runs PHP as its own user, and keeps what the customer puts there', async () => {
  await makeSite(machine(), 'fresh')
  expect(await visit(machine(), 'fresh.example')).toMatchObject({ status: 200, body: expect.stringContaining('Live') })
  expect((await visit(machine(), 'www.fresh.example')).status).toBe(200)
  expect((await runPhp(machine(), 'fresh', 'echo posix_getpwuid(posix_geteuid())["name"];')).body).toBe('fresh')
  await writeFile(machine(), 'fresh', 'public/index.php', 'mine')
  await makeSite(machine(), 'fresh', { generation: 2 })
  expect((await visit(machine(), 'fresh.example')).body).toBe('mine')
  expect((await visit(machine(), 'fresh.example', '/an/address?that=is&no=file')).body).toBe('mine')
  expect((await visit(machine(), 'nobody.example')).body).toContain('No site here')
})

test('a repeat reloads nothing, and puts back what was lost', async () => {
  await makeSite(machine(), 'drift')
  const before = await reloads()
  await makeSite(machine(), 'drift')
  expect(await reloads()).toBe(before)
  for (const lost of ['/etc/nginx/hostctl/drift.conf', '/etc/php/8.2/fpm/pool.d/hostctl-drift.conf']) {
    await sh(`rm ${lost}; nginx -s reload; kill -USR2 $(cat /run/php/php8.2-fpm.pid)`)
    await makeSite(machine(), 'drift')
    expect((await visit(machine(), 'drift.example', probe)).body).toContain('nonce-of-drift')
  }
  await sh('rm -r /srv/sites/drift/tmp')
  await makeSite(machine(), 'drift')
  expect(await sh('stat -c %U:%a /srv/sites/drift/tmp')).toBe('drift:700')
})

test('twenty sites at once share a few reloads', async () => {
  const before = await reloads()
  const names = Array.from({ length: 20 }, (_, index) => `batch${index}`)
  const answers = await Promise.all(names.map((name) => machine().call(siteOf(name))))
  expect(answers.map(codeOf)).toEqual(names.map(() => 'ok'))
  for (const name of names)
    expect((await visit(machine(), `${name}.example`, probe)).body).toContain(`nonce-of-${name}-`)
  expect((await reloads()) - before).toBeLessThanOrEqual(6)
})

test('no request in flight is dropped by the reloads for other sites', async () => {
  const names = ['slow1', 'slow2', 'slow3', 'slow4']
  // A signal ends a sleep early, and not the next one.
  const slow = '<?php for ($end = microtime(true) + 1; microtime(true) < $end; ) usleep(50000); echo "whole";'
  for (const name of names) {
    await makeSite(machine(), name)
    await writeFile(machine(), name, 'public/slow.php', slow)
  }
  const visits = names.flatMap((name) =>
    Array.from({ length: 10 }, () => visit(machine(), `${name}.example`, '/slow.php')),
  )
  const made = makeSite(machine(), 'slowother')
  const dropped = (await Promise.all(visits)).filter(({ status, body }) => status !== 200 || body !== 'whole')
  expect(dropped).toEqual([])
  await made
  expect((await visit(machine(), 'slowother.example', probe)).status).toBe(200)
})

test('a configuration that nginx refuses is taken back, the account stays dirty, and the repeat mends it', async () => {
  await makeSite(machine(), 'before')
  await sh('echo "broken;" > /etc/nginx/conf.d/zz-broken.conf')
  expect(codeOf(await machine().call(siteOf('broken')))).toBe('invalid_configuration')
  expect((await machine().call({ verb: 'observe', username: 'broken' })).ok).toMatchObject({ inForce: false })
  expect(await sh('ls /etc/nginx/hostctl /etc/php/8.2/fpm/pool.d | grep -c broken || true')).toBe('0')
  expect((await visit(machine(), 'before.example', probe)).status).toBe(200)
  await sh('rm /etc/nginx/conf.d/zz-broken.conf')
  await makeSite(machine(), 'broken')
  expect((await visit(machine(), 'broken.example', probe)).body).toContain('nonce-of-broken')
})

test('a reload that took no effect leaves the account dirty, and the repeat mends it', async () => {
  await makeSite(machine(), 'unheard')
  await sh('mv /run/nginx.pid /run/nginx.pid.away')
  const change = siteOf('unheard', { generation: 2, suspended: true })
  expect(codeOf(await machine().call(change))).toBe('not_in_force')
  expect((await visit(machine(), 'unheard.example')).status).toBe(200)
  await sh('mv /run/nginx.pid.away /run/nginx.pid')
  expect(codeOf(await machine().call(change))).toBe('ok')
  expect((await visit(machine(), 'unheard.example')).status).toBe(503)
})

test('a call that was killed before its reload is finished by the next call of anybody', async () => {
  // What it leaves: its record, and what it staged.
  await makeSite(machine(), 'killed')
  const path = '/etc/nginx/hostctl/killed.conf'
  const text = await sh(`sed s/killed.example/revived.example/ ${path}`)
  await put('/var/lib/hostctl/pending/killed.json', JSON.stringify({ username: 'killed', files: { [path]: text } }))
  expect((await machine().call({ verb: 'observe', username: 'killed' })).ok).toMatchObject({ inForce: false })
  await makeSite(machine(), 'passerby')
  expect((await visit(machine(), 'revived.example', probe)).status).toBe(200)
  expect((await machine().call({ verb: 'observe', username: 'killed' })).ok).toMatchObject({ inForce: true })
})

test('a pool that kills PHP at its reload is taken back, and every site lives on', async () => {
  await makeSite(machine(), 'bystander')
  const text = '[evil]\nuser=root\ngroup=root\nlisten=/run/php/hostctl-evil.sock\npm=ondemand\npm.max_children=1\n'
  const files = { '/etc/php/8.2/fpm/pool.d/hostctl-evil.conf': text }
  await put('/var/lib/hostctl/pending/evil.json', JSON.stringify({ username: 'evil', files }))
  await machine().call(siteOf('bystandertoo'))
  expect(await sh('cat /var/lib/hostctl/failed/evil.json')).toContain('PHP stopped')
  expect((await visit(machine(), 'bystander.example', probe)).status).toBe(200)
  await makeSite(machine(), 'bystandertoo')
  expect((await visit(machine(), 'bystandertoo.example', probe)).status).toBe(200)
})

test('users of the server itself are never taken for accounts', async () => {
  const system = await sh(`awk -F: '$3 < 20000 && $1 ~ /^[a-z][a-z0-9]{2,31}$/ { print $1 }' /etc/passwd`)
  const names = [...system.split('\n'), 'nogroup', 'admin', 'certbot']
  expect(names.length).toBeGreaterThan(10)
  for (const username of names) {
    const code = codeOf(await machine().call(siteOf(username, { domain: 'reserved.example' })))
    expect([username, ['invalid_request', 'reserved_name'].includes(code)]).toEqual([username, true])
  }
})

test('a domain belongs to one account, and the probe of the other never answers there', async () => {
  await makeSite(machine(), 'owner')
  expect(codeOf(await machine().call(siteOf('thief', { domain: 'owner.example' })))).toBe('domain_in_use')
  expect(codeOf(await machine().call(siteOf('thief', { systemDomain: 'www.owner.example' })))).toBe('domain_in_use')
  const both = await Promise.all(
    ['race1', 'race2'].map((name) => machine().call(siteOf(name, { domain: 'race.example' }))),
  )
  expect(both.map(codeOf).sort()).toEqual(['domain_in_use', 'ok'])
  expect((await visit(machine(), 'owner.example', probe)).body).toContain('nonce-of-owner')
})

test('nothing is terminated without a copy, and what was is gone but for its tombstone', async () => {
  await makeSite(machine(), 'ending', { database: true })
  await writeFile(machine(), 'ending', 'private/data.txt', 'precious')
  const terminate = (changes = {}) =>
    machine().call({ verb: 'terminate', username: 'ending', owner: 'owner-of-ending', ...changes })
  expect(codeOf(await terminate({ backup: 'never-made' }))).toBe('backup_missing')
  expect(codeOf(await terminate({ owner: 'somebody-else' }))).toBe('owner_conflict')
  expect((await visit(machine(), 'ending.example')).status).toBe(200)
  for (const answer of [await terminate(), await terminate()]) expect(answer.ok).toMatchObject({ state: 'terminated' })
  expect((await visit(machine(), 'ending.example')).status).toBe(404)
  const left = 'ls -d /srv/sites/ending /etc/*/*/ending* /var/lib/mysql/ending; id ending; ls /run/php'
  expect(await sh(`(${left}) 2>&1 | grep -v 'No such\\|cannot' | grep ending | grep -v "no such user" || true`)).toBe(
    '',
  )
  expect(await sh('tar -xzOf /var/lib/hostctl/backups/ending.last/files.tar.gz private/data.txt')).toBe('precious')
  expect(codeOf(await machine().call(siteOf('ending', { generation: 9 })))).toBe('terminated')
  await makeSite(machine(), 'endingheir', { domain: 'ending.example' })
})
