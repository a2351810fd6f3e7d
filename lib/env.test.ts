import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** As in a fresh process: the settings are read once. */
async function readEnv() {
  vi.resetModules()
  const { env } = await import('./env')
  return env()
}

// Taken away with the other stubs after each test.
const databaseUrl = process.env.DATABASE_URL
beforeEach(() => vi.stubEnv('DATABASE_URL', databaseUrl))
afterEach(() => vi.unstubAllEnvs())

test('every missing variable is named at once', async () => {
  vi.stubEnv('APP_SECRET', '')
  vi.stubEnv('EMAIL_FROM', '')
  vi.stubEnv('SMTP_PORT', '')
  const reading = readEnv()
  await expect(reading).rejects.toThrow(/APP_SECRET: is not set/)
  await expect(reading).rejects.toThrow(/EMAIL_FROM: is not set/)
  await expect(reading).rejects.toThrow(/SMTP_PORT: is not set/)
})

test.each([
  ['PANEL_URL', 'my.host.example'],
  ['APP_SECRET', 'short'],
  ['STRIPE_SECRET_KEY', 'pk_test_123'],
  ['STRIPE_PUBLISHABLE_KEY', 'sk_test_123'],
  ['STRIPE_WEBHOOK_SECRET', 'whsec_a,oops'],
  ['STRIPE_API_BASE', 'https://api.example.com'],
  ['SMTP_PORT', '70000'],
  ['EMAIL_FROM', 'nobody'],
  ['DNS_RESOLVER', 'dns.example'],
  ['DNS_RESOLVER', '9.9.9.9:dns'],
  ['STRIPE_TAX', 'yes'],
  ['STRIPE_TAX_BEHAVIOR', 'on'],
  ['MAIL_BOUNCE_SECRET', 'short'],
])('%s=%s is refused and named', async (name, value) => {
  vi.stubEnv(name, value)
  await expect(readEnv()).rejects.toThrow(name)
})

test.each(['9.9.9.9', '127.0.0.1:5353', '::1', '[::1]:5353'])('the resolver may be %s', async (address) => {
  vi.stubEnv('DNS_RESOLVER', address)
  expect(await readEnv()).toMatchObject({ DNS_RESOLVER: address })
})

test('a stand-in is refused together with a live key', async () => {
  vi.stubEnv('STRIPE_SECRET_KEY', 'sk_live_abc')
  await expect(readEnv()).rejects.toThrow(/STRIPE_API_BASE/)
})

test.each([
  ['pk_live_abc', 'sk_test_abc', 'http://127.0.0.1:1'],
  ['pk_test_abc', 'sk_live_abc', ''],
  ['pk_test_abc', 'rk_live_abc', ''],
])('%s beside %s is refused, and both are named', async (publishable, secret, base) => {
  vi.stubEnv('STRIPE_API_BASE', base)
  vi.stubEnv('STRIPE_SECRET_KEY', secret)
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', publishable)
  await expect(readEnv()).rejects.toThrow(/STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY/)
})

test.each([
  ['pk_test_abc', 'rk_test_abc'],
  ['pk_live_abc', 'sk_live_abc'],
])('%s beside %s is a pair', async (publishable, secret) => {
  vi.stubEnv('STRIPE_API_BASE', '')
  vi.stubEnv('STRIPE_SECRET_KEY', secret)
  vi.stubEnv('STRIPE_PUBLISHABLE_KEY', publishable)
  expect((await readEnv()).STRIPE_PUBLISHABLE_KEY).toBe(publishable)
})

test('a worker that dies on purpose is refused without a stand-in', async () => {
  vi.stubEnv('CRASH_POINTS_DIR', '/tmp/points')
  expect((await readEnv()).CRASH_POINTS_DIR).toBe('/tmp/points')
  vi.stubEnv('STRIPE_API_BASE', '')
  await expect(readEnv()).rejects.toThrow(/CRASH_POINTS_DIR/)
})

test('several webhook secrets are a list', async () => {
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_a, whsec_b')
  expect((await readEnv()).STRIPE_WEBHOOK_SECRET).toEqual(['whsec_a', 'whsec_b'])
})

test('a part of the database address that is malformed is named', async () => {
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('PGHOST', 'db.example')
  vi.stubEnv('PGDATABASE', 'shop')
  vi.stubEnv('PGPORT', 'five')
  await expect(readEnv()).rejects.toThrow(/PGPORT/)
})

test("libpq's variables serve where there is no DATABASE_URL", async () => {
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('PGHOST', 'db.example')
  vi.stubEnv('PGDATABASE', 'shop')
  vi.stubEnv('PGUSER', 'me')
  vi.stubEnv('PGPASSWORD', 'p@ss/word')
  vi.stubEnv('PGPORT', '')
  const url = new URL((await readEnv()).DATABASE_URL)
  expect([url.hostname, url.port, url.pathname, url.username]).toEqual(['db.example', '5432', '/shop', 'me'])
  expect(decodeURIComponent(url.password)).toBe('p@ss/word')
})
