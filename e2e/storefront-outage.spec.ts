import { readFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from '@playwright/test'
import { webPart } from '../sandbox/demo/parts'
import { findFreePort } from '../sandbox/process/find-free-port'
import { type Crew, openCrew } from '../sandbox/process/open-crew'
import { demo, demoPath } from './demo'

/** The shop without its database: one more web process, whose database is nowhere until a test leads it there. */
let crew: Crew
let shop: string
let databasePort: number
let database: ReturnType<typeof leadToDatabase> | undefined
test.beforeAll(async () => {
  const dataDir = dirname(demoPath())
  const settings = parseEnv(readFileSync(join(dataDir, 'settings.env'), 'utf8'))
  const port = await findFreePort()
  databasePort = await findFreePort()
  shop = `http://localhost:${port}`
  const url = new URL(demo().database)
  url.port = String(databasePort)
  const env = { ...process.env, ...settings, DATABASE_URL: url.toString(), PANEL_URL: shop }
  crew = openCrew({ logsDir: join(dataDir, 'logs'), onStart: () => {} })
  const isReady = async () => (await fetch(`${shop}/contact`).catch(() => null))?.ok ?? false
  const web = webPart(port, { ...env, NODE_ENV: 'production' as const })
  await crew.start({ ...web, name: 'web-outage', isReady }).whenReady(30_000)
})
test.afterAll(async () => {
  await crew.stop([{ names: ['web-outage'], limitMs: 5000 }])
  database?.close()
})

/** Pages that are made at each request. */
const madeEachTime = [
  '/panel',
  '/admin',
  '/checkout?plan=starter&cycle=monthly',
  '/checkout/complete?session_id=cs_test_1',
  '/sign-in',
  '/change-password',
  '/reset-password?token=x',
]

test('without its database the shop says so, in each language, and no cache keeps it', async ({ page }) => {
  for (const [address, heading] of [
    ['/', 'This page cannot be shown right now'],
    ['/es/hosting?currency=eur', 'Ahora mismo no podemos mostrar esta página'],
    ['/checkout?plan=starter&cycle=monthly', 'This page cannot be shown right now'],
    ['/es/checkout/pay?session_id=cs_test_1', 'Ahora mismo no podemos mostrar esta página'],
  ]) {
    for (const _ of ['first', 'again']) {
      const answer = await page.goto(`${shop}${address}`)
      expect(answer?.status()).toBe(503)
      expect(answer?.headers()).toMatchObject({ 'cache-control': 'no-store', 'retry-after': '5' })
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '')
    }
  }
})

test('every page that needs the database says when to come again, and nothing of a payment', async () => {
  for (const address of madeEachTime) {
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${shop}${address}`, { method, redirect: 'manual' })
      expect([address, method, answer.status]).toEqual([address, method, 503])
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(await answer.text()).not.toContain('charged')
    }
  }
  const progress = await fetch(`${shop}/api/checkout/progress?session_id=cs_test_1`)
  expect([progress.status, progress.headers.get('retry-after')]).toEqual([503, '5'])
  expect((await fetch(`${shop}/api/health`)).status).toBe(503)
})

test('search engines are told to ask for the site map later', async ({ request }) => {
  const answer = await request.get(`${shop}/sitemap.xml`)
  expect(answer.status()).toBe(503)
  expect(answer.headers()['retry-after']).toBe('60')
})

test('what needs no database is there, and the status page tells the truth', async ({ page }) => {
  expect((await page.goto(`${shop}/es/terms`))?.status()).toBe(200)
  expect((await page.goto(`${shop}/status`))?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The shop and the panel are not available')
  await expect(page.getByText('Does not answer')).toBeVisible()
})

test('once the database is there all of them are, by themselves and from the link on the page', async ({ page }) => {
  const form = `${shop}/checkout?plan=starter&cycle=monthly`
  expect((await page.goto(form))?.status()).toBe(503)
  database = leadToDatabase(databasePort)
  for (const address of ['/', '/es/hosting?currency=eur', '/api/health', ...madeEachTime]) {
    const status = async () => (await fetch(`${shop}${address}`)).status
    await expect.poll(status, { message: address, timeout: 20_000 }).toBeLessThan(500)
  }
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page).toHaveURL(form)
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('This page cannot be shown right now')
})

function leadToDatabase(port: number): { close(): void } {
  const { hostname, port: target } = new URL(demo().database)
  const sockets = new Set<Socket>()
  const server: Server = createServer((visitor) => {
    const behind = connect(Number(target), hostname)
    for (const socket of [visitor, behind]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    visitor.pipe(behind).pipe(visitor)
  }).listen(port, '127.0.0.1')
  return {
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
