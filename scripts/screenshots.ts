import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import postgres from 'postgres'
import { order, pay } from '../bench/buy-once'
import { waitFor } from '../db/testing/wait-for'
import { demo } from '../e2e/demo'
import { findBrowser } from '../e2e/find-browser'
import { insertOrder } from '../e2e/order-rows'
import { mailsTo, signIn, temporaryPassword } from '../e2e/shop'
import { startDemo, stopDemo } from '../sandbox/demo/start-demo'
import { findFreePort } from '../sandbox/process/find-free-port'

const folder = 'screenshots'
const widths = [390, 1280]
const schemes = ['light', 'dark'] as const
const buyer = 'screenshots@example.com'

/** Takes a picture of every page, on a phone and on a desk, light and dark, from a demo of its own. */
async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-screenshots-'))
  const launcher = await startDemo({ dataDir, port: await findFreePort() })
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: await findBrowser(), args })
  try {
    const { url, sessionId } = await order(demo().app, buyer)
    const visitor = await browser.newContext({ baseURL: demo().app })
    await takeAll(visitor, [...publicPages, `/checkout/complete?session_id=${sessionId}`], 'waiting')
    await pay(url)
    const password = await buyersPassword()
    await takeAll(visitor, [`/checkout/complete?session_id=${sessionId}`], 'live')
    await takeOtherOrders(visitor)
    const customer = await signedIn(browser, { email: buyer, password })
    await takeAll(customer, ['/change-password'], 'panel')
    await chooseOwnPassword(customer)
    await takeAll(customer, await reachable(customer, '/panel'), 'panel')
    const staff = await signedIn(browser, demo().staff)
    await takeAll(staff, await reachable(staff, '/admin'), 'admin')
  } finally {
    await browser.close()
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
  console.info(`The pictures are in ${folder}/.`)
}

const publicPages = [
  '/',
  '/es?cycle=yearly&currency=eur',
  '/hosting?cycle=biennial',
  '/vps',
  '/contact',
  '/status',
  '/terms',
  '/es/privacy',
  '/nowhere',
  '/checkout?plan=premium&cycle=yearly',
  '/es/checkout?plan=premium&cycle=yearly&currency=eur',
  '/checkout?plan=unknown',
  '/checkout/complete?session_id=unknown',
  '/sign-in',
  '/forgot-password',
  '/reset-password',
]

/** Orders that went another way than the one that was bought. */
async function takeOtherOrders(visitor: BrowserContext): Promise<void> {
  const sql = postgres(demo().database, { max: 1 })
  const orders = {
    delayed: await insertOrder(sql, { payment_delayed_at: new Date() }),
    refused: await insertOrder(sql, { status: 'failed' }),
    parked: await insertOrder(sql, {}, { status: 'needs_person' }),
  }
  await sql.end()
  for (const [group, { sessionId }] of Object.entries(orders)) {
    await takeAll(visitor, [`/checkout/complete?session_id=${sessionId}`], group)
  }
}

async function takeAll(context: BrowserContext, addresses: string[], group: string): Promise<void> {
  const page = await context.newPage()
  for (const address of addresses) {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(address)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await page.screenshot({ path: join(folder, fileName(group, address, width, colorScheme)), fullPage: true })
      }
    }
  }
  await page.close()
}

/** Ids say nothing to whoever looks at the pictures. */
function fileName(group: string, address: string, width: number, colorScheme: string): string {
  const name = address
    .replace(/[0-9a-f-]{36}|cs_test_\w+/g, 'id')
    .replace(/\W+/g, '-')
    .replace(/^-|-$/g, '')
  return `${group}-${name || 'start'}-${width}-${colorScheme}.png`
}

async function buyersPassword(): Promise<string> {
  const mail = await waitFor(async () => (await mailsTo(buyer))[0], { timeoutMs: 20_000 })
  return temporaryPassword(mail)
}

async function signedIn(browser: Browser, account: { email: string; password: string }): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: demo().app })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, account)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.close()
  return context
}

async function chooseOwnPassword(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto('/change-password')
  await page.getByRole('textbox', { name: 'New password' }).fill('four quiet morning lanterns')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.waitForURL(/\/panel$/)
  await page.close()
}

/** The pages that links lead to from one page, below its own path; one of each kind. */
async function reachable(context: BrowserContext, start: string): Promise<string[]> {
  const page = await context.newPage()
  const found = new Map([[fileName('', start, 0, ''), start]])
  for (const address of found.values()) {
    await page.goto(address)
    const links = await page
      .locator(`a[href^="${start}"]`)
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    for (const link of links) {
      if (!link) continue
      const path = link.replace(/#.*/, '')
      const kind = fileName('', path.replace(/[?].*/, ''), 0, '')
      if (!found.has(kind)) found.set(kind, path)
    }
  }
  await page.close()
  return [...found.values()]
}

await main()
