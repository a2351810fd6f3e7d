import { afterAll, expect, test } from 'vitest'
import { startTwoSites } from './try-hosting'

const sites = await startTwoSites()
const { php, visit, write } = sites
const host = 'shop.example'

afterAll(() => sites.close())

test('a new site says its name and that it runs PHP 8.2', async () => {
  const { status, headers, body } = await visit(host)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/html; charset=UTF-8')
  expect(body).toContain('PHP 8.2.')
  expect(body).toContain('<title>shop.example is live</title>')
  expect(body).not.toContain('<?')
})

test.each(['www.shop.example', 'SHOP.example.', 'shop.sites.example', 'shop.localhost:8081', 'shop.example:80'])(
  'the site answers as %s',
  async (name) => expect((await visit(name)).body).toContain('shop.example'),
)

test.each(['unknown.example', '127.0.0.1', 'localhost', 'sites.example', ''])('no site answers as %j', async (name) => {
  const { status, body } = await visit(name)
  expect(status).toBe(404)
  expect(body).toContain('No website answers to this name')
})

test("the probe tells the site's own nonce through PHP, whatever the customer put there", async () => {
  write('shop', '.well-known/hosting-probe.php', '<?php echo "mine";')
  for (const name of ['shop', 'neighbour']) {
    const { headers, body } = await visit(`${name}.example`, '/.well-known/hosting-probe.php')
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
  const first = await visit(host, '/css/a%20b.css?v=1')
  expect(first).toMatchObject({ status: 200, body: 'a{}' })
  expect(first.headers['content-type']).toBe('text/css; charset=utf-8')
  const etag = String(first.headers.etag)
  expect(await visit(host, '/css/a%20b.css', { headers: { 'If-None-Match': etag } })).toMatchObject({
    status: 304,
  })
  expect(await visit(host, '/css/a%20b.css', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  expect(await visit(host, '/empty.txt')).toMatchObject({ status: 200, body: '' })
  expect((await visit(host, '/css/a%20b.css', { method: 'POST' })).status).toBe(405)
})

test('a folder leads to its index, and a name that is no file to index.php', async () => {
  write('shop', 'blog/index.html', 'the blog')
  expect(await visit(host, '/blog')).toMatchObject({ status: 301, headers: { location: '/blog/' } })
  expect((await visit(host, '//blog')).headers.location).toBe('/blog/')
  expect((await visit(host, '/blog/')).body).toBe('the blog')
  write('neighbour', 'index.php', '<?php echo $_SERVER["REQUEST_URI"], "|", $_SERVER["SCRIPT_NAME"], "|", $_GET["p"];')
  expect((await visit('neighbour.example', '/2026/hello?p=7')).body).toBe('/2026/hello?p=7|/index.php|7')
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
  await visit('neighbour.example', '/quick.php')
  let isOver = false
  const loop = php('while (true) {}').finally(() => {
    isOver = true
  })
  let slowest = 0
  let answers = 0
  while (!isOver) {
    const { body, ms } = await visit('neighbour.example', '/quick.php')
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

test('what is sent to a site is limited', async () => {
  const body = 'x'.repeat(8 * 2 ** 20 + 1)
  const refused = await visit(host, '/try.php', { method: 'POST', body }).catch(() => undefined)
  // The host may close before it has read it all.
  if (refused) expect(refused.status).toBe(413)
  const headers = { 'Content-Length': String(9 * 2 ** 20) }
  expect((await visit(host, '/try.php', { method: 'POST', headers })).status).toBe(413)
})
