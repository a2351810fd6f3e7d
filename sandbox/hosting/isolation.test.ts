import { symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTwoSites } from './try-hosting'

const sites = await startTwoSites()
const { dataDir, php, publicOf, visit, write } = sites
const host = 'shop.example'

afterAll(() => sites.close())

write('neighbour', '../secret.txt', 'a secret of the neighbour')

test.each([
  '/../../neighbour/home/public/index.php',
  '/..%2f..%2f..%2fneighbour%2fhome%2fsecret.txt',
  '/%2e%2e/%2e%2e/secret.txt',
  '/..\\..\\secret.txt',
  '/%00',
  '/%zz',
  '/./index.php',
  'http://evil.example/',
])('the path %j is refused', async (path) => {
  expect((await visit(host, path)).status).toBe(400)
})

test('hidden files, program sources and symbolic links are not served', async () => {
  write('shop', '.env', 'SECRET=1')
  write('shop', '.git/config', 'secret')
  write('shop', 'old.php5', '<?php // secret')
  write('shop', 'db.inc', 'secret')
  for (const path of ['/.env', '/.git/config']) expect((await visit(host, path)).status).toBe(404)
  for (const path of ['/old.php5', '/db.inc']) expect((await visit(host, path)).status).toBe(403)
  symlinkSync('/etc/passwd', join(publicOf('shop'), 'passwd.txt'))
  symlinkSync(join(publicOf('neighbour'), '..'), join(publicOf('shop'), 'linked'))
  symlinkSync(join(publicOf('neighbour'), 'index.php'), join(publicOf('shop'), 'linked.php'))
  for (const path of ['/passwd.txt', '/linked/secret.txt', '/linked', '/linked.php']) {
    expect((await visit(host, path)).status).toBe(403)
  }
})

test('PHP reaches nothing outside of its own folder, by path or by link', async () => {
  const neighbour = join(dataDir, 'sites/neighbour/home/secret.txt')
  symlinkSync(neighbour, join(publicOf('shop'), '../planted.txt'))
  symlinkSync('/etc', join(publicOf('shop'), '../planted'))
  const paths = [
    neighbour,
    '/etc/passwd',
    '/proc/self/environ',
    '/internal/shared/php.ini',
    '/home/shop/../../etc/passwd',
    '/home/shop/public/../../../neighbour/home/secret.txt',
    '/home/neighbour/secret.txt',
    '/home/shop/planted.txt',
    '/home/shop/planted/passwd',
    'file:///etc/passwd',
  ]
  const read = await php(
    `foreach (${phpList(paths)} as $p) { echo json_encode(@file_get_contents($p)), json_encode(@scandir($p)); }`,
  )
  expect(read.body).toBe('falsefalse'.repeat(paths.length))
  const written = await php(
    'echo json_encode([@file_put_contents("/internal/shared/php.ini", "x", FILE_APPEND), @file_put_contents("/etc/x", "x"), ini_set("open_basedir", "/"), ini_set("disable_functions", "")]);',
  )
  expect(written.body).toBe('[false,false,false,false]')
})

test.each([
  'shell_exec("id")',
  'exec("id")',
  'system("id")',
  'passthru("id")',
  'popen("id", "r")',
  'proc_open("id", [], $pipes)',
  'mail("a@b.example", "s", "t")',
  'symlink("/etc", "x")',
  'link("/etc/passwd", "x")',
  'dl("x.so")',
  'fsockopen("127.0.0.1", 80)',
  'pfsockopen("127.0.0.1", 80)',
  'stream_socket_client("tcp://127.0.0.1:80")',
  'stream_socket_server("tcp://127.0.0.1:0")',
  'curl_exec(curl_init("http://127.0.0.1/"))',
  'mysqli_connect("127.0.0.1")',
  'gethostbyname("localhost")',
  'dns_get_record("localhost")',
])('%s is not possible', async (call) => {
  const { status, ms } = await php(`try { ${call}; echo "ran"; } catch (Error $e) { echo $e->getMessage(); }`)
  expect(status).toBe(200)
  expect(ms).toBeLessThan(2_000)
  expect((await visit(host, '/try.php')).body).toContain('undefined function')
})

test('no other way leads to the network either', async () => {
  let connections = 0
  const outside = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const address = outside.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const ways = [
    `file_get_contents("http://127.0.0.1:${port}/") or throw new Error()`,
    `get_headers("http://127.0.0.1:${port}/") or throw new Error()`,
    `simplexml_load_file("http://127.0.0.1:${port}/") or throw new Error()`,
    `fopen("ftp://127.0.0.1:${port}/x", "r") or throw new Error()`,
    `(new mysqli("127.0.0.1", "u", "p", "d", ${port}))->query("select 1")`,
    `new PDO("mysql:host=127.0.0.1;port=${port}", "u", "p")`,
    `(new SoapClient(null, ["location" => "http://127.0.0.1:${port}/", "uri" => "x"]))->call()`,
  ]
  for (const way of ways) {
    const { status, body } = await php(`try { @${way}; echo "reached"; } catch (Throwable $e) { echo "no"; }`)
    expect([way, status, body]).toEqual([way, 200, 'no'])
  }
  expect(connections).toBe(0)
  await new Promise((resolve) => outside.close(resolve))
})

function phpList(values: string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`
}
