import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { appRoutes } from './app-routes'
import { demo } from './demo'
import { startEmbeddedShop } from './embedded-shop'
import { inspectPage } from './inspect-page'
import { boughtIn, type ServiceState, setServiceState } from './service-states'
import { buyQuickly, fillOrder, mailsTo, newEmail, signIn } from './shop'

/** A look at a page: its address, and what makes the state that is looked at. */
type Look = string | { address: string; service?: ServiceState; act: (page: Page) => Promise<void> }

/** Looks by the route that answers them. A route without one fails the first test. */
type Looks = Record<string, Look[]>

const ownPassword = 'four quiet morning lanterns'
const shopPages = '/static-shop/[locale]/[currency]/[cycle]'
const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
}

async function openDetails(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '')
  })
  await expect(page.locator('details[open]').first()).toBeVisible()
}

const visitor = (): Looks => ({
  [shopPages]: [{ address: '/', act: openDetails }, '/es?cycle=triennial&currency=gbp'],
  [`${shopPages}/[family]`]: ['/hosting?currency=eur', '/es/vps'],
  [`${shopPages}/contact`]: ['/contact'],
  [`${shopPages}/privacy`]: ['/es/privacy'],
  [`${shopPages}/terms`]: ['/terms'],
  '/status': ['/es/status'],
  '/_not-found': ['/nowhere', '/es/nowhere'],
  '/checkout': [
    '/checkout?plan=premium&cycle=yearly',
    '/es/checkout?plan=premium&cycle=yearly&currency=eur&canceled=1',
    '/checkout?plan=unknown',
    { address: '/checkout?plan=premium&cycle=yearly', act: press('Continue to payment') },
  ],
  // Its states of an order are looked at where they are tested.
  '/checkout/complete': ['/checkout/complete?session_id=unknown'],
  '/checkout/pay': ['/es/checkout/pay?session_id=unknown', world.payAddress],
  '/sign-in': ['/sign-in?changed', { address: '/es/sign-in', act: press('Entrar') }],
  '/forgot-password': ['/es/forgot-password?sent', { address: '/forgot-password', act: press('Send me a link') }],
  '/reset-password': [
    '/es/reset-password?token=unknown',
    { address: world.resetAddress, act: press('Save the password') },
  ],
})

const newcomer = (): Looks => ({
  '/change-password': ['/es/change-password', { address: '/change-password', act: press('Save the password') }],
})

const customer = (): Looks => {
  const service = `/panel/services/${world.subscription}`
  const inState = (state: ServiceState, address = service): Look => ({ address, service: state, act: async () => {} })
  return {
    '/panel': [inState('troubled', '/panel'), inState('ended', '/es/panel')],
    '/panel/services/[id]': [
      inState('troubled'),
      inState('ending', `/es${service}?done=cancelled`),
      inState('paused', `${service}?done=planned`),
      inState('ended'),
      inState('running', `${service}?done=kept`),
    ],
    '/panel/services/[id]/plan': [`/es${service}/plan?cycle=yearly`, inState('ending', `${service}/plan`)],
    '/panel/services/[id]/plan/confirm': [
      inState('running', `${service}/plan/confirm?plan=premium&cycle=monthly`),
      `/es${service}/plan/confirm?plan=starter&cycle=monthly`,
    ],
    '/panel/services/[id]/cancel': [
      `/es${service}/cancel`,
      inState('troubled', `${service}/cancel`),
      inState('ending', `${service}/cancel`),
    ],
  }
}

const staff = (): Looks => {
  const page = `/admin/customers/${world.customer}`
  const act = (name: string): Look => `${page}/services/${world.subscription}/${name}`
  return {
    '/admin': ['/admin', '/admin?page=9'],
    '/admin/attention': ['/admin/attention', '/admin/attention?page=9', { address: '/admin/attention', act: fail }],
    '/admin/customers': ['/admin/customers', '/admin/customers?q=nobody'],
    '/admin/customers/[id]': [{ address: page, service: 'troubled', act: async () => {} }, `${page}?page=9`],
    '/admin/customers/[id]/invoices/[invoiceId]/refund': [
      { address: `${page}/invoices/${world.invoice}/refund`, act: press('Refund') },
    ],
    '/admin/customers/[id]/purchases/[act]': [`${page}/purchases/allow`],
    '/admin/customers/[id]/services/[serviceId]/[act]': [
      act('resume'),
      { address: `${page}/services/${world.subscription}/end`, service: 'running', act: async () => {} },
      act('suspend'),
      { address: `${page}/services/${world.subscription}/keep`, service: 'ending', act: async () => {} },
    ],
    '/admin/orders/[id]': [`/admin/orders/${world.order}`],
    // Nothing of theirs, as nobody bought with this address.
    '/panel': [{ address: '/panel', service: 'running', act: async () => {} }],
  }
}

/** A form that none of our pages would send: the way to the page for what nobody expected. */
async function fail(page: Page): Promise<void> {
  await page
    .locator('input[name=alertId]')
    .first()
    .evaluate((input) => input.setAttribute('value', 'odd'))
  await page
    .getByRole('button', { name: /^Seen to/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Something went wrong on our side' })).toBeVisible()
}

const world = { subscription: '', customer: '', invoice: '', order: '', payAddress: '', resetAddress: '' }
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

const notPages = /^\/(api|social)\/|\.(txt|xml)$|icon$/

test('every page of the build is looked at below', () => {
  const pages = appRoutes().filter((route) => !notPages.test(route) && route !== '/_global-error')
  const looked = [visitor(), newcomer(), customer(), staff()].flatMap((looks) => Object.keys(looks))
  expect([...new Set(looked)].sort()).toEqual(pages.sort())
})

for (const width of [320, 1280]) {
  test(`at ${width} pixels each page is accessible in light and dark, fits, shows its focus, and speaks to people`, async ({
    browser,
  }) => {
    test.setTimeout(600_000)
    const open = (who?: { email: string; password: string }) => openContext(browser, width, who)
    const outside = async () => {
      await lookAt(await open(), visitor())
      await lookAt(await open({ email: newEmailAddress, password: newPassword }), newcomer())
    }
    // One after the other, as both look at the same service.
    const inside = async () => {
      await lookAt(await open(account), customer())
      await lookAt(await open(demo().staff), staff())
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
