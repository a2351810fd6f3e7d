import { expect, test } from 'vitest'
import { codeOf, makeSite, runPhp, visit, writeFile } from './testing/sites'
import { machineOfThisFile } from './testing/try-machine'

let password = ''

const machine = machineOfThisFile(async (server) => {
  await makeSite(server, 'shop')
  const { database } = await makeSite(server, 'neighbour', { database: true })
  password = String(Object(database).password)
  await writeFile(server, 'neighbour', 'private/secret.txt', 'a secret')
})
const secrets = [
  '/srv/sites/neighbour/public/index.php',
  '/srv/sites/neighbour/private/secret.txt',
  '/etc/php/8.2/fpm/pool.d/hostctl-neighbour.conf',
  '/etc/nginx/hostctl/neighbour.conf',
  '/var/lib/hostctl/secrets/neighbour.json',
  '/var/lib/hostctl/accounts/neighbour.json',
  '/var/lib/mysql/neighbour',
  '/run/php/hostctl-neighbour.sock',
  '/var/log/nginx/site-neighbour.log',
  '/etc/hostctl.json',
  '/etc/shadow',
]

test('PHP of one site reads nothing of another, nor of the server', async () => {
  const list = secrets.map((path) => `'${path}'`).join(', ')
  const program = `foreach ([${list}, '/etc/passwd'] as $p) echo json_encode([@file_get_contents($p), @scandir($p), @stat($p)]);`
  expect((await runPhp(machine(), 'shop', program)).body).toBe('[false,false,false]'.repeat(secrets.length + 1))
})

test('its user reads nothing of another either, without PHP in between', async () => {
  const as = ['setpriv', '--reuid=shop', '--regid=shop', '--clear-groups']
  for (const path of secrets) {
    const { code, output } = await machine().run([...as, 'sh', '-c', 'cat "$1" || ls "$1"/* || :> "$1"', 'sh', path])
    expect([path, code === 0, output.includes('a secret')]).toEqual([path, false, false])
  }
  const { output } = await machine().run([...as, 'socat', '-', 'UNIX-CONNECT:/run/php/hostctl-neighbour.sock'])
  expect(output).toContain('Permission denied')
})

test('programs and dangerous functions are not there, and limits cannot be lifted', async () => {
  for (const call of ['shell_exec("id")', 'proc_open("id", [], $p)', 'popen("id", "r")', 'symlink("/etc", "x")']) {
    const { body } = await runPhp(
      machine(),
      'shop',
      `try { ${call}; echo "ran"; } catch (Error $e) { echo $e->getMessage(); }`,
    )
    expect(body).toContain('undefined function')
  }
  const program =
    'echo json_encode([ini_set("open_basedir", "/"), ini_set("disable_functions", ""), @opcache_get_status()]);'
  expect((await runPhp(machine(), 'shop', program)).body).toBe('[false,false,false]')
})

test('a link is followed to what the same customer owns, and nowhere else', async () => {
  const as = ['setpriv', '--reuid=shop', '--regid=shop', '--clear-groups']
  const link = (target: string, name: string) =>
    machine().run([...as, 'ln', '-s', target, `/srv/sites/shop/public/${name}`])
  await writeFile(machine(), 'shop', 'public/index.php', 'the own page')
  for (const [index, target] of [...secrets, '/etc/passwd'].entries()) {
    await link(target, `planted${index}.txt`)
    const { status, body } = await visit(machine(), 'shop.example', `/planted${index}.txt`)
    expect([target, status !== 200 || body === 'the own page']).toEqual([target, true])
  }
  await link('/srv/sites/neighbour/public', 'folder')
  await link('/srv/sites/neighbour/public/index.php', 'planted.php')
  for (const path of ['/folder/index.php', '/planted.php']) {
    expect((await visit(machine(), 'shop.example', path)).body).not.toContain('Live')
  }
  await writeFile(machine(), 'shop', 'private/own.txt', 'of the same customer')
  await link('/srv/sites/shop/private/own.txt', 'own.txt')
  expect((await visit(machine(), 'shop.example', '/own.txt')).body).not.toContain('of the same customer')
  await writeFile(machine(), 'shop', 'public/original.txt', 'of the same customer')
  await link('original.txt', 'alias.txt')
  expect((await visit(machine(), 'shop.example', '/alias.txt')).body).toBe('of the same customer')
})

test('hidden files and sources are not served', async () => {
  for (const path of ['.env', '.git/config', 'old.phps', 'db.inc', 'dump.sql', 'index.php.bak']) {
    await writeFile(machine(), 'shop', `public/${path}`, 'a secret')
    expect((await visit(machine(), 'shop.example', `/${path}`)).body).not.toContain('a secret')
  }
  for (const path of [
    '/../../neighbour/private/secret.txt',
    '/..%2f..%2fneighbour/private/secret.txt',
    '/%00',
    '//etc/passwd',
  ]) {
    expect((await visit(machine(), 'shop.example', path)).body).not.toContain('a secret')
  }
})

test('a database opens for its own site alone', async () => {
  const program = (user: string, secret: string, database: string) =>
    `try { $d = new mysqli('localhost', '${user}', '${secret}', '${database}'); echo json_encode($d->query('show databases')->fetch_all()); } catch (Throwable $e) { echo 'refused'; }`
  expect((await runPhp(machine(), 'neighbour', program('neighbour', password, 'neighbour'))).body).toContain(
    'neighbour',
  )
  const { database } = await makeSite(machine(), 'dbshop', { database: true })
  const own = String(Object(database).password)
  for (const [user, secret, name] of [
    ['dbshop', own, 'neighbour'],
    ['dbshop', own, 'mysql'],
    ['neighbour', '', 'neighbour'],
    ['root', '', 'mysql'],
    ['neighbour', own, 'neighbour'],
  ] as const) {
    expect((await runPhp(machine(), 'dbshop', program(user, secret, name))).body).toBe('refused')
  }
  expect((await runPhp(machine(), 'dbshop', program('dbshop', own, 'dbshop'))).body).not.toContain('neighbour')
  expect((await makeSite(machine(), 'neighbour', { database: true })).database).toMatchObject({ password })
})

test('a backup keeps links as links, and a restore puts files and database back without leaving the site', async () => {
  await writeFile(machine(), 'neighbour', 'public/page.html', 'the old page')
  await machine().run(['ln', '-s', '/etc/shadow', '/srv/sites/neighbour/public/shadow.txt'])
  const sql = (text: string) => machine().run(['mariadb', 'neighbour', '-BNe', text])
  await sql("create table notes (note text); insert into notes values ('kept')")
  const call = (verb: string, owner = 'owner-of-neighbour') =>
    machine().call({ verb, username: 'neighbour', owner, backup: 'monday' })
  expect(codeOf(await call('restore'))).toBe('backup_missing')
  for (const answer of [await call('backup'), await call('backup')]) expect(codeOf(answer)).toBe('ok')
  await writeFile(machine(), 'neighbour', 'public/page.html', 'the new page')
  await sql('drop table notes')
  expect(codeOf(await call('restore', 'somebody-else'))).toBe('owner_conflict')
  expect(codeOf(await call('restore'))).toBe('ok')
  expect((await visit(machine(), 'neighbour.example', '/page.html')).body).toBe('the old page')
  expect((await sql('select note from notes')).output.trim()).toBe('kept')
  const { output } = await machine().run([
    'stat',
    '-c',
    '%F %U:%G %a',
    '/srv/sites/neighbour/public',
    '/srv/sites/neighbour/public/shadow.txt',
  ])
  expect(output.trim().split('\n')).toEqual([
    'directory neighbour:www-data 2750',
    'symbolic link neighbour:www-data 777',
  ])
  await machine().run(['sh', '-c', 'echo x >> /var/lib/hostctl/backups/neighbour.monday/files.tar.gz'])
  expect(codeOf(await call('restore'))).toBe('backup_missing')
})
