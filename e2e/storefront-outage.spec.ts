import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from '@playwright/test'
import { webPart } from '../sandbox/demo/parts'
import { findFreePort } from '../sandbox/process/find-free-port'
import { type Crew, openCrew } from '../sandbox/process/open-crew'
import { demoPath } from './demo'

/** The shop without its database: one more web process, whose database is nowhere. */
let crew: Crew
let shop: string
test.beforeAll(async () => {
  const dataDir = dirname(demoPath())
  const settings = parseEnv(readFileSync(join(dataDir, 'settings.env'), 'utf8'))
  const [port, nowhere] = [await findFreePort(), await findFreePort()]
  shop = `http://localhost:${port}`
  const DATABASE_URL = `postgres://nobody:nothing@127.0.0.1:${nowhere}/none`
  const env = { ...process.env, ...settings, DATABASE_URL, PANEL_URL: shop, NODE_ENV: 'production' as const }
  crew = openCrew({ logsDir: join(dataDir, 'logs'), onStart: () => {} })
  const isReady = async () => (await fetch(`${shop}/contact`).catch(() => null))?.ok ?? false
  await crew.start({ ...webPart(port, env), name: 'web-outage', isReady }).whenReady(30_000)
})
test.afterAll(() => crew.stop([{ names: ['web-outage'], limitMs: 5000 }]))

test('without its database the shop says so, in each language, and no cache keeps it', async ({ page }) => {
  for (const [address, heading] of [
    ['/', 'This page cannot be shown right now'],
    ['/es/hosting?currency=eur', 'Ahora mismo no podemos mostrar esta página'],
  ]) {
    for (const _ of ['first', 'again']) {
      const answer = await page.goto(`${shop}${address}`)
      expect(answer?.status()).toBe(503)
      expect(answer?.headers()['cache-control']).toBe('no-store')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '')
    }
  }
})

test('search engines are told to ask for the site map later', async ({ request }) => {
  const answer = await request.get(`${shop}/sitemap.xml`)
  expect(answer.status()).toBe(503)
  expect(answer.headers()['retry-after']).toBe('60')
})

test('what needs no database is there, and the status page tells the truth', async ({ page }) => {
  expect((await page.goto(`${shop}/es/terms`))?.status()).toBe(200)
  await page.goto(`${shop}/status`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The shop and the panel are not available')
  await expect(page.getByText('Does not answer')).toBeVisible()
})
