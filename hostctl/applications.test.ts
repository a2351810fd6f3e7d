import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { codeOf, makeSite, visit } from './testing/sites'
import { machineOfThisFile } from './testing/try-machine'

const machine = machineOfThisFile()

async function sh(script: string): Promise<string> {
  return (await machine().run(['sh', '-c', script])).output.trim()
}

/** Let's Encrypt's own test server, as Debian packages it; the machine trusts it, and knows the names without DNS. */
async function startPebble(names: string[]): Promise<void> {
  const files = { certificate: '/root/pebble.crt', privateKey: '/root/pebble.key' }
  const ports = {
    listenAddress: '127.0.0.1:14000',
    managementListenAddress: '127.0.0.1:15000',
    httpPort: 80,
    tlsPort: 443,
  }
  const settings = JSON.stringify({ pebble: { ...files, ...ports } })
  await machine().run(['tee', '/root/pebble.json'], settings)
  await machine().run(['tee', '/etc/hostctl.json'], '{"acmeDirectory": "https://localhost:14000/dir"}')
  await sh(`
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \\
      -keyout /root/pebble.key -out /root/pebble.crt
    cp /root/pebble.crt /usr/local/share/ca-certificates/pebble.crt && update-ca-certificates
    for name in ${names.join(' ')}; do echo "127.0.0.1 $name" >> /etc/hosts; done
    PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 pebble -config /root/pebble.json > /var/log/pebble.log 2>&1 < /dev/null &`)
  await waitFor(async () => (await sh('grep -c "ACME directory available" /var/log/pebble.log')) === '1', {
    timeoutMs: 30_000,
  })
}

/** The names in the certificate that a browser is shown. */
function certificateOf(servername: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { port: machine().portOf(443), host: '127.0.0.1', servername, rejectUnauthorized: false }
    const socket = connect(options, () => {
      resolve(socket.getPeerCertificate().subjectaltname ?? '')
      socket.destroy()
    })
    socket.once('error', reject)
  })
}

test('WordPress is installed before anybody can reach it', async () => {
  const wordpress = { title: 'Ada\'s "shop" <b>', adminUser: 'ada', adminEmail: 'ada@elsewhere.example' }
  const visits: string[] = []
  let made = false
  const watching = (async () => {
    while (!made) visits.push((await visit(machine(), 'blog.example', '/wp-admin/install.php')).body)
  })()
  const answer = await makeSite(machine(), 'blog', { wordpress })
  made = true
  await watching
  expect(visits.filter((body) => body.includes('id="setup"'))).toEqual([])
  expect((await visit(machine(), 'blog.example', '/wp-admin/install.php')).body).toContain('already installed')
  expect((await visit(machine(), 'blog.example')).body).toContain('Ada&#039;s')
  expect((await visit(machine(), 'blog.example', '/hello-world/')).body).toContain('Welcome to WordPress')
  const { adminUser, password: secret } = Object(answer.wordpress)
  expect(adminUser).toBe('ada')
  const signedIn = `php8.2 -d display_errors=0 -r '$_SERVER["HTTP_HOST"]="blog.example"; require "/srv/sites/blog/public/wp-load.php"; echo get_class(wp_authenticate("ada", "${secret}"));'`
  expect(await sh(signedIn)).toBe('WP_User')
  expect((await makeSite(machine(), 'blog', { wordpress })).wordpress).toEqual(answer.wordpress)
  expect(await sh('stat -c %a:%U /srv/sites/blog/public/wp-config.php')).toBe('600:blog')
})

test('a certificate comes by ACME, the site answers with it, and suspension keeps it', {
  timeout: 60_000,
}, async () => {
  await startPebble(['secure.example', 'www.secure.example'])
  await makeSite(machine(), 'secure')
  const ask = (names: string[]) =>
    machine().call({ verb: 'ensure-certificate', username: 'secure', owner: 'owner-of-secure', names })
  expect(codeOf(await ask(['other.example']))).toBe('invalid_request')
  for (const answer of [
    await ask(['secure.example', 'www.secure.example']),
    await ask(['secure.example', 'www.secure.example']),
  ]) {
    expect(answer).toMatchObject({ ok: { certificate: ['secure.example', 'www.secure.example'], inForce: true } })
  }
  expect(await certificateOf('secure.example')).toContain('www.secure.example')
  expect(await visit(machine(), 'secure.example')).toMatchObject({ status: 301, location: 'https://secure.example/' })
  expect((await visit(machine(), 'secure.example', '/.well-known/hosting-probe.php')).body).toContain('nonce-of-secure')
  expect((await visit(machine(), 'secure.sites.example')).status).toBe(200)
  await makeSite(machine(), 'secure', { generation: 2, suspended: true })
  expect((await visit(machine(), 'secure.example')).status).toBe(503)
  await makeSite(machine(), 'secure', { generation: 3 })
  expect(await certificateOf('secure.example')).toContain('www.secure.example')
  expect(codeOf(await machine().call({ verb: 'terminate', username: 'secure', owner: 'owner-of-secure' }))).toBe('ok')
  expect(await sh('ls /etc/letsencrypt/live | grep -c secure || true')).toBe('0')
})
