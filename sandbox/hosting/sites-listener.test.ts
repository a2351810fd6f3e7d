import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningHosting, startHosting } from './server'
import { HostingClient, makeDataDir, specOf } from './try-hosting'

const { dataDir, remove } = makeDataDir()
const host = 'shop.example'
let hosting: RunningHosting
let client: HostingClient

beforeAll(async () => {
  hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token: 'token' })
  client = new HostingClient(hosting.controlUrl, hosting.sitesUrl, 'token')
  for (const name of ['shop', 'neighbour']) await client.control('PUT', `/accounts/${name}`, specOf(name))
  write('neighbour', '../secret.txt', 'a secret of the neighbour')
})

afterAll(async () => {
  await hosting.close()
  remove()
})

const publicOf = (name: string) => join(dataDir, 'sites', name, 'home/public')

function write(name: string, path: string, content: string) {
  const file = join(publicOf(name), path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
}

/** What a program of the shop prints. */
async function php(code: string, path = '/try.php', options = {}) {
  write('shop', 'try.php', `<?php ${code}`)
  return await client.visit(host, path, options)
}

test('a new site says its name and that it runs PHP 8.2', async () => {
  const { status, headers, body } = await client.visit(host)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=UTF-8')
  expect(body).toContain('PHP 8.2.')
  expect(body).toContain('<h1>shop.example</h1>')
  expect(body).not.toContain('<?')
})

test.each(['www.shop.example', 'SHOP.example.', 'shop.sites.example', 'shop.localhost:8081', 'shop.example:80'])(
  'the site answers as %s',
  async (name) => expect((await client.visit(name)).body).toContain('shop.example'),
)

test.each(['unknown.example', '127.0.0.1', 'localhost', 'sites.example', ''])('no site answers as %j', async (name) => {
  const { status, body } = await client.visit(name)
  expect(status).toBe(404)
  expect(body).toContain('No website answers to this name')
})

test("the probe tells the site's own nonce through PHP, whatever the customer put there", async () => {
  write('shop', '.well-known/hosting-probe.php', '<?php echo "mine";')
  for (const name of ['shop', 'neighbour']) {
    const { headers, body } = await client.visit(`${name}.example`, '/.well-known/hosting-probe.php')
    expect(headers['content-type']).toContain('application/json')
    expect(JSON.parse(body)).toEqual({
      nonce: `nonce-of-${name}-0123456789`,
      phpVersion: expect.stringMatching(/^8\.2\./),
    })
  }
})

test('files are sent with their type, and not again to who has them', async () => {
  write('shop', 'css/a b.css', 'a{}')
  write('shop', 'empty.txt', '')
  const first = await client.visit(host, '/css/a%20b.css?v=1')
  expect(first).toMatchObject({ status: 200, body: 'a{}' })
  expect(first.headers['content-type']).toBe('text/css; charset=utf-8')
  const etag = String(first.headers.etag)
  expect(await client.visit(host, '/css/a%20b.css', { headers: { 'If-None-Match': etag } })).toMatchObject({
    status: 304,
  })
  expect(await client.visit(host, '/css/a%20b.css', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  expect(await client.visit(host, '/empty.txt')).toMatchObject({ status: 200, body: '' })
  expect((await client.visit(host, '/css/a%20b.css', { method: 'POST' })).status).toBe(405)
})

test('a folder leads to its index, and a name that is no file to index.php', async () => {
  write('shop', 'blog/index.html', 'the blog')
  expect(await client.visit(host, '/blog')).toMatchObject({ status: 301, headers: { location: '/blog/' } })
  expect((await client.visit(host, '//blog')).headers.location).toBe('/blog/')
  expect((await client.visit(host, '/blog/')).body).toBe('the blog')
  write('neighbour', 'index.php', '<?php echo $_SERVER["REQUEST_URI"], "|", $_SERVER["SCRIPT_NAME"], "|", $_GET["p"];')
  expect((await client.visit('neighbour.example', '/2026/hello?p=7')).body).toBe('/2026/hello?p=7|/index.php|7')
})

test('PHP gets what the visitor sent, and the visitor what PHP answers', async () => {
  const form = await php(
    'setcookie("a", "1"); setcookie("b", "2"); http_response_code(201); echo $_POST["x"], $_COOKIE["c"], $_SERVER["REQUEST_METHOD"];',
    '/try.php?q=1',
    {
      method: 'POST',
      body: 'x=yes',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: 'c=crumb' },
    },
  )
  expect(form).toMatchObject({ status: 201, body: 'yescrumbPOST' })
  expect(form.headers['set-cookie']).toHaveLength(2)
  expect((await php('echo "body";', '/try.php', { method: 'HEAD' })).body).toBe('')
  expect(
    (
      await php('echo getenv("HTTP_PROXY"), $_SERVER["HTTP_PROXY"] ?? "none";', '/try.php', {
        headers: { Proxy: 'evil' },
      })
    ).body,
  ).toBe('none')
})

test('a change is seen at once; data, sessions and SQLite are kept', async () => {
  expect((await php('echo "one";')).body).toBe('one')
  expect((await php('echo "two";')).body).toBe('two')
  const sqlite =
    '$d = new PDO("sqlite:/home/shop/data.sqlite"); $d->exec("create table if not exists t (x)"); $d->exec("insert into t values (1)"); echo $d->query("select count(*) from t")->fetchColumn();'
  expect((await php(sqlite)).body).toBe('1')
  expect((await php(sqlite)).body).toBe('2')
  expect((await php('file_put_contents("/tmp/a", "kept"); echo is_dir(session_save_path());')).body).toBe('1')
  expect((await php('echo file_get_contents("/tmp/a");')).body).toBe('kept')
})

test("a program's error is a 500 that shows nothing and is written to the customer's log", async () => {
  const failed = await php('throw new Exception("inner detail");')
  expect(failed.status).toBe(500)
  expect(failed.body).not.toContain('inner detail')
  expect((await php('echo file_get_contents("/home/shop/php-errors.log");')).body).toContain('inner detail')
})

test('a program that takes all memory fails alone, and the site answers again', async () => {
  expect((await php('$a = []; while (true) { $a[] = str_repeat("x", 1000000); }')).status).toBe(500)
  expect(
    (await php('ini_set("memory_limit", -1); $a = []; while (true) { $a[] = str_repeat("x", 1000000); }')).status,
  ).toBe(500)
  expect((await php('echo "fine";')).body).toBe('fine')
})

test('a program that prints for ever is stopped, and the site answers again', async () => {
  const { status, ms } = await php('while (true) { echo str_repeat("x", 65536); }')
  expect([500, 504]).toContain(status)
  expect(ms).toBeLessThan(8_000)
  expect((await php('echo "fine";')).body).toBe('fine')
})

test('an endless loop gets 504 after five seconds while a neighbour answers', async () => {
  write('neighbour', 'quick.php', '<?php echo "quick";')
  await client.visit('neighbour.example', '/quick.php')
  let isOver = false
  const loop = php('while (true) {}').finally(() => {
    isOver = true
  })
  let slowest = 0
  let answers = 0
  while (!isOver) {
    const { body, ms } = await client.visit('neighbour.example', '/quick.php')
    expect(body).toBe('quick')
    slowest = Math.max(slowest, ms)
    answers++
  }
  const { status, ms } = await loop
  expect(status).toBe(504)
  expect(ms).toBeGreaterThan(4_900)
  expect(ms).toBeLessThan(6_500)
  expect(answers).toBeGreaterThan(20)
  expect(slowest).toBeLessThan(2_000)
  expect((await php('echo "again";')).body).toBe('again')
})

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
  expect((await client.visit(host, path)).status).toBe(400)
})

test('hidden files, program sources and symbolic links are not served', async () => {
  write('shop', '.env', 'SECRET=1')
  write('shop', '.git/config', 'secret')
  write('shop', 'old.php5', '<?php // secret')
  write('shop', 'db.inc', 'secret')
  for (const path of ['/.env', '/.git/config']) expect((await client.visit(host, path)).status).toBe(404)
  for (const path of ['/old.php5', '/db.inc']) expect((await client.visit(host, path)).status).toBe(403)
  symlinkSync('/etc/passwd', join(publicOf('shop'), 'passwd.txt'))
  symlinkSync(join(publicOf('neighbour'), '..'), join(publicOf('shop'), 'linked'))
  symlinkSync(join(publicOf('neighbour'), 'index.php'), join(publicOf('shop'), 'linked.php'))
  for (const path of ['/passwd.txt', '/linked/secret.txt', '/linked', '/linked.php']) {
    expect((await client.visit(host, path)).status).toBe(403)
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
  expect((await client.visit(host, '/try.php')).body).toContain('undefined function')
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

test('what is sent to a site is limited', async () => {
  const body = 'x'.repeat(8 * 2 ** 20 + 1)
  const refused = await client.visit(host, '/try.php', { method: 'POST', body }).catch(() => undefined)
  // The host may close before it has read it all.
  if (refused) expect(refused.status).toBe(413)
  const headers = { 'Content-Length': String(9 * 2 ** 20) }
  expect((await client.visit(host, '/try.php', { method: 'POST', headers })).status).toBe(413)
})

function phpList(values: string[]): string {
  return `[${values.map((value) => `'${value}'`).join(', ')}]`
}
