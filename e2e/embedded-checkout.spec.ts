import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { demo } from './demo'
import { startEmbeddedShop } from './embedded-shop'
import { fillOrder, newEmail, payWith, sendOrder } from './shop'

let shop: string
let stop: () => Promise<void>
test.beforeAll(async () => {
  const started = await startEmbeddedShop()
  shop = started.url
  stop = started.stop
})
test.afterAll(() => stop())

async function openPaymentPage(page: Page, name: string): Promise<string> {
  await fillOrder(page, { plan: 'Premium', cycle: 'Yearly', email: newEmail(name) }, shop)
  await continueToPayment(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
  return page.url()
}

/** Until a browser runs our scripts, it is one that pays on Stripe's own page. */
async function continueToPayment(page: Page): Promise<void> {
  await expect(page.locator('input[name=runsScripts]')).toHaveValue('yes')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
}

const frameOf = (page: Page) => page.frameLocator('iframe')

test('a visitor pays on our own page, and the browser has nothing to complain of', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    // Playwright itself runs a script in each frame, and the picture of the site runs none.
    const isOurs = !message.text().startsWith('Blocked script execution')
    if (isOurs && message.type() !== 'log') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const address = await openPaymentPage(page, 'embedded')
  expect(address).toContain(`${shop}/checkout/pay?session_id=cs_`)
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('$131.88')
  await expect(frameOf(page).getByRole('heading', { name: 'Subscribe to Premium' })).toBeVisible()
  await payWith(frameOf(page), '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible({ timeout: 20_000 })
  expect(page.url()).toContain(`${shop}/checkout/complete?session_id=cs_`)
  expect(complaints).toEqual([])

  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible()
})

test('a declined card is explained on the page, and the way back keeps what was entered', async ({ page }) => {
  const address = await openPaymentPage(page, 'embedded-declined')
  await payWith(frameOf(page), '4000 0000 0000 0002')
  await expect(
    frameOf(page)
      .getByText(/declined/i)
      .first(),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Back without paying' }).click()
  await expect(page.getByText(/nothing was charged/i)).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Jane Doe')
  await continueToPayment(page)
  await page.waitForURL(address)
  await payWith(frameOf(page), '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible({ timeout: 20_000 })
})

test('a page that has expired, or that never was, says so and leads back', async ({ page, request }) => {
  const address = await openPaymentPage(page, 'embedded-expired')
  const session = new URL(address).searchParams.get('session_id')
  const headers = { authorization: `Bearer ${demo().stripeKey}` }
  await request.post(`${demo().stripe}/v1/checkout/sessions/${session}/expire`, { headers })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This payment page is closed')
  await page.getByRole('link', { name: 'Order again' }).click()
  await expect(page).toHaveURL(/\/checkout\?plan=premium&cycle=yearly/)
  await page.goto(`${shop}/checkout/pay?session_id=cs_test_unknown`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot find that payment page')
  await page.getByRole('link', { name: 'See the plans' }).click()
  await expect(page).toHaveURL(`${shop}/#plans`)
})

test('who looks too often is told how long to wait', async ({ request }) => {
  const look = async () => {
    const headers = { 'x-forwarded-for': '192.0.2.60' }
    return (await request.get(`${shop}/checkout/pay?session_id=cs_test_unknown`, { headers })).text()
  }
  await Promise.all(Array.from({ length: 60 }, look))
  expect(await look()).toContain('Too many attempts. Please try again in ')
})

test('when Stripe’s script cannot be loaded, the page says that nothing was charged', async ({ page }) => {
  await page.route('**/endive/stripe.js', (route) => route.abort())
  await openPaymentPage(page, 'embedded-blocked')
  await expect(page.getByRole('alert').first()).toContainText('Nothing was charged')
  await page.unroute('**/endive/stripe.js')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(frameOf(page).getByRole('heading', { name: 'Subscribe to Premium' })).toBeVisible()
})

test('without JavaScript the form leads to Stripe’s own page, and our page says how to get there', async ({
  browser,
  page,
}) => {
  const address = await openPaymentPage(page, 'embedded-script')
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const reader = await plain.newPage()
  await reader.goto(address)
  await reader.locator('noscript a').click()
  await expect(reader).toHaveURL(/\/checkout\?plan=premium&cycle=yearly/)
  await sendOrder(reader, { plan: 'Starter', cycle: 'Monthly', email: newEmail('embedded-plain') }, shop)
  await expect(reader.getByRole('heading', { name: 'Subscribe to Starter' })).toBeVisible()
  expect(reader.url()).toContain(`${demo().stripe}/c/pay/`)
  await plain.close()
})

test('the page is accessible, fits a phone, and is the only one that may use Stripe', async ({ page }) => {
  const address = await openPaymentPage(page, 'embedded-axe')
  await expect(frameOf(page).getByLabel('Card number')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // What is in the frame is Stripe's.
    expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations, colorScheme).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

  const headersOf = async (path: string) => (await page.request.get(path)).headers()
  expect(await headersOf(address)).toMatchObject({
    'content-security-policy': expect.stringContaining(`frame-src 'self' ${demo().stripe}`),
    'cache-control': expect.stringContaining('no-store'),
  })
  for (const path of ['/', '/checkout?plan=premium&cycle=yearly', '/checkout/complete?session_id=cs_test_unknown']) {
    const policy = (await headersOf(`${shop}${path}`))['content-security-policy']?.replace(/form-action [^;]+/, '')
    expect(policy, path).not.toContain(demo().stripe)
  }
})
