import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { appRoutes } from './app-routes'
import { demo } from './demo'
import { startEmbeddedShop } from './embedded-shop'
import { inspectPage } from './inspect-page'
import { customer, type Looks, newcomer, staff, visitor, type World } from './looks'
import { boughtIn, setServiceState } from './service-states'
import { buyQuickly, fillOrder, mailsTo, newEmail, signIn } from './shop'

const ownPassword = 'four quiet morning lanterns'
const world: World = { subscription: '', customer: '', invoice: '', order: '', payAddress: '', resetAddress: '' }
const email = newEmail('accessible')
const account = { email, password: ownPassword }
let newPassword = ''
const newEmailAddress = newEmail('accessible-new')
let sql: postgres.Sql
let embedded: Awaited<ReturnType<typeof startEmbeddedShop>>

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  sql = postgres(demo().database, { max: 1, onnotice: () => {} })
  const [, first, second] = await Promise.all([
    startEmbeddedShop(),
    buyQuickly(email),
    buyQuickly(newEmailAddress),
  ]).then((all) => {
    embedded = all[0]
    return all
  })
  newPassword = second.password
  Object.assign(world, await boughtIn(sql, first.sessionId))
  await sql`
    insert into alerts (kind, subject, summary, first_raised_at, last_raised_at, notified_at) values
      ('unmatched_payment', 'stripe:accessibility', 'Stripe took a payment that is in no book', now(), now(), now()),
      ('order_waiting', ${`checkout_sessions:${world.order}`}, 'No server has room', now(), now(), now())
    on conflict do nothing`
  const page = await browser.newPage({ baseURL: demo().app })
  await chooseOwnPassword(page, first.password)
  world.resetAddress = await askForReset(page)
  world.payAddress = await openPaymentPage(page)
  await page.close()
})

test.afterAll(async () => {
  await sql`update alerts set resolved_at = now() where resolved_at is null`
  await sql.end()
  await embedded.stop()
})

async function chooseOwnPassword(page: Page, temporary: string): Promise<void> {
  await page.goto('/sign-in')
  await signIn(page, { email, password: temporary })
  await page.getByRole('textbox', { name: 'New password' }).fill(ownPassword)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.waitForURL(/\/panel$/)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in$/)
}

async function askForReset(page: Page): Promise<string> {
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  const link = async () => {
    const texts = (await mailsTo(email)).map(({ text }) => text)
    return texts.map((text) => /\/reset-password\?token=\S+/.exec(text)?.[0]).find(Boolean) ?? ''
  }
  await expect.poll(link, { timeout: 30_000 }).not.toBe('')
  return link()
}

async function openPaymentPage(page: Page): Promise<string> {
  await fillOrder(page, { plan: 'Premium', cycle: 'Yearly', email: newEmail('accessible-pay') }, embedded.url)
  await expect(page.locator('input[name=runsScripts]')).toHaveValue('yes')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.waitForURL(/\/checkout\/pay\?/)
  return page.url()
}

/** The last is shown in place of others while the database is away, and looked at there. */
const notPages = /^\/(api|social)\/|\.(txt|xml|webmanifest)$|icon$|\/checkout\/resume$|\/unavailable$/

test('every page of the build is looked at below', () => {
  const pages = appRoutes().filter((route) => !notPages.test(route) && route !== '/_global-error')
  const looked = [visitor(world), newcomer(), customer(world, sql), staff(world)].flatMap((looks) => Object.keys(looks))
  expect([...new Set(looked)].sort()).toEqual(pages.sort())
})

for (const width of [320, 1280]) {
  test(`at ${width} pixels each page is accessible in light and dark, fits, shows its focus, and speaks to people`, async ({
    browser,
  }) => {
    test.setTimeout(600_000)
    const open = (who?: { email: string; password: string }) => openContext(browser, width, who)
    const outside = async () => {
      await lookAt(await open(), visitor(world))
      await lookAt(await open({ email: newEmailAddress, password: newPassword }), newcomer())
    }
    // One after the other, as both look at the same service.
    const inside = async () => {
      await lookAt(await open(account), customer(world, sql))
      await lookAt(await open(demo().staff), staff(world))
    }
    await Promise.all([outside(), inside()])
  })
}

async function openContext(
  browser: Browser,
  width: number,
  who?: { email: string; password: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: demo().app,
    viewport: { width, height: 800 },
    reducedMotion: 'reduce',
  })
  if (!who) return context
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, who)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.close()
  return context
}

async function lookAt(context: BrowserContext, looks: Looks): Promise<void> {
  const page = await context.newPage()
  for (const look of Object.values(looks).flat()) {
    const { address, service, act } = typeof look === 'string' ? { address: look, service: null, act: null } : look
    if (service) await setServiceState(sql, world.subscription, service)
    await page.goto(address)
    await act?.(page)
    await test.step(address, () => inspectPage(page, `${address}${service ? `, ${service}` : ''}`))
  }
  await context.close()
}
