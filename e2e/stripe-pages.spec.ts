import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import Stripe from 'stripe'
import { startStripe } from '../sandbox/stripe/server'

/** The pages that stand in for Stripe's, in a browser. They have a stand-in of their own. */
let standIn: Awaited<ReturnType<typeof startStripe>>
let stripe: Stripe
test.beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stripe-pages-'))
  const secrets = { secretKey: 'sk_test_pages', webhookSecret: 'whsec_pages' }
  standIn = await startStripe({ dataDir, port: 0, webhookUrl: null, ...secrets })
  const { hostname, port } = new URL(standIn.url)
  stripe = new Stripe('sk_test_pages', { host: hostname, port, protocol: 'http', telemetry: false })
})
test.afterAll(() => standIn.close())

const shop = 'http://127.0.0.1:9/'

function open(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer_email: 'john@example.com',
    success_url: `${standIn.url}/endive/stripe.js?paid={CHECKOUT_SESSION_ID}`,
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'usd',
          unit_amount: 799,
          product_data: { name: 'Starter' },
          recurring: { interval: 'month' },
        },
      },
    ],
    ...changes,
  })
}

async function typeCard(page: Pick<Page, 'getByLabel'>, number: string) {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry').fill('12 / 40')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Name on card').fill('John Doe')
}

/** A paying customer with their portal and their paid invoice. */
async function customer(page: Page): Promise<{ id: string; portal: string; invoice: string }> {
  const session = await open()
  await page.goto(String(session.url))
  await typeCard(page, '4242424242424242')
  await page.getByRole('button', { name: /Pay/ }).click()
  await page.waitForURL(/paid=/)
  const { customer: id, invoice } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['invoice'] })
  const portal = await stripe.billingPortal.sessions.create({ customer: String(id), return_url: shop })
  const hosted = typeof invoice === 'object' ? invoice?.hosted_invoice_url : null
  return { id: String(id), portal: portal.url, invoice: String(hosted) }
}

async function bankPage(page: Page): Promise<string> {
  await page.goto(String((await open()).url))
  await typeCard(page, '4000000000003220')
  await page.getByRole('button', { name: /Pay/ }).click()
  await page.waitForURL(/3ds/)
  return page.url()
}

/** An invoice that a customer is to pay on its page. */
async function openInvoice(customer: string): Promise<{ id: string; url: string }> {
  await stripe.invoiceItems.create({ customer, amount: 2500, currency: 'usd', description: 'Moving house' })
  const draft = await stripe.invoices.create({ customer, pending_invoice_items_behavior: 'include' })
  const { id, hosted_invoice_url } = await stripe.invoices.finalizeInvoice(draft.id)
  return { id, url: String(hosted_invoice_url) }
}

/** Goes on with the Tab key until this is reached; a page that hides it from the keyboard fails here. */
async function tabTo(page: Page, place: Locator) {
  await place.waitFor()
  for (let count = 0; count < 40; count++) {
    if (await place.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(place).toBeFocused()
}

async function press(page: Page, place: Locator) {
  await tabTo(page, place)
  await page.keyboard.press('Enter')
}

/** Types a card from its number on, each next field being one Tab away. */
async function typeCardByKeys(page: Page, number: string) {
  await tabTo(page, page.getByLabel('Card number'))
  for (const [index, text] of [number, '12 / 40', '123', 'John Doe'].entries()) {
    if (index > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
}

test('axe finds nothing on any of them, and nothing scrolls sideways', async ({ page }) => {
  const known = await customer(page)
  const unpaid = await openInvoice(known.id)
  const id = (await stripe.subscriptions.list({ customer: known.id })).data[0]?.id
  const paths = [
    String((await open()).url),
    await bankPage(page),
    known.portal,
    `${known.portal}/methods/add`,
    `${known.portal}/subscriptions/${id}/cancel`,
    known.invoice,
    unpaid.url,
    `${standIn.url}/i/in_none`,
  ]
  for (const path of paths) {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(path)
      if (process.env.SCREENSHOTS) {
        const name = path.replace(standIn.url, '').replace(/\W+/g, '-').slice(-40)
        await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}-${width}.png`), fullPage: true })
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} ${width}`).toBeLessThanOrEqual(
        width,
      )
    }
    expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([])
  }
})

test('a payment is confirmed at the bank with the keyboard alone', async ({ page }) => {
  await bankPage(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Confirm', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL(/paid=cs_test/)
})

test('a session is paid with the keyboard alone, after a card that was refused', async ({ page }) => {
  await page.goto(String((await open()).url))
  await typeCardByKeys(page, '4000000000000002')
  await press(page, page.getByRole('button', { name: /Pay/ }))
  await expect(page.getByRole('alert')).toContainText('declined')
  // What is to be corrected has the focus already.
  await expect(page.getByLabel('Card number')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('4242424242424242')
  await tabTo(page, page.getByLabel('CVC'))
  await page.keyboard.type('123')
  await page.keyboard.press('Enter')
  await page.waitForURL(/paid=cs_test/)
})

test('a bank debit is chosen and ordered with the keyboard alone', async ({ page }) => {
  await page.goto(String((await open()).url))
  await tabTo(page, page.getByRole('radio', { name: 'Card' }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('Card number')).toBeHidden()
  await tabTo(page, page.getByLabel('Routing number'))
  await page.keyboard.type('110000000')
  await page.keyboard.press('Tab')
  await page.keyboard.type('000123456789')
  await page.keyboard.press('Tab')
  await page.keyboard.type('John Doe')
  await press(page, page.getByRole('button', { name: /Pay/ }))
  await page.waitForURL(/paid=cs_test/)
})

test('the portal is used with the keyboard alone', async ({ page }) => {
  const { portal } = await customer(page)
  await page.goto(portal)
  await press(page, page.getByRole('link', { name: 'Add a payment method' }))
  await typeCardByKeys(page, '5555555555554444')
  await press(page, page.getByRole('button', { name: 'Save' }))
  await expect(page.getByRole('status')).toHaveText('The payment method is saved.')
  await press(page, page.getByRole('button', { name: /^Make default/ }))
  await expect(page.getByRole('status')).toHaveText('All payments use it from now on.')
  await press(page, page.getByRole('link', { name: 'Cancel the subscription' }))
  await press(page, page.getByRole('button', { name: /Cancel on/ }))
  await press(page, page.getByRole('button', { name: 'Keep the subscription' }))
  await expect(page.getByText(/^Renews on/)).toBeVisible()
  await page.keyboard.press('Tab')
  await press(page, page.locator('tbody').getByRole('link').first())
  await expect(page.getByRole('heading', { name: 'This invoice is paid' })).toBeVisible()
})

test('an open invoice is paid by its button, and with the keyboard alone by a card that is saved', async ({ page }) => {
  const { id } = await customer(page)
  const first = await openInvoice(id)
  await page.goto(first.url)
  await typeCard(page, '4000000000000002')
  await page.getByRole('button', { name: 'Pay $25.00', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('declined')
  expect((await stripe.invoices.retrieve(first.id)).status).toBe('open')
  await typeCard(page, '5555555555554444')
  await page.getByRole('button', { name: 'Pay $25.00', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'This invoice is paid' })).toBeVisible()
  expect((await stripe.invoices.retrieve(first.id)).status).toBe('paid')
  const second = await openInvoice(id)
  await page.goto(second.url)
  await press(page, page.getByRole('button', { name: 'Pay $25.00 with Visa ending in 4242' }))
  await expect(page.getByRole('heading', { name: 'This invoice is paid' })).toBeVisible()
  expect((await stripe.invoices.retrieve(second.id)).status).toBe('paid')
})

test('in the portal a card is added, and the subscription cancelled and kept', async ({ page }) => {
  const { portal } = await customer(page)
  await page.goto(portal)
  await page.getByRole('link', { name: 'Add a payment method' }).click()
  await typeCard(page, '5555555555554444')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toHaveText('The payment method is saved.')
  await expect(page.getByText('Mastercard ending in 4444')).toBeVisible()
  await page.getByRole('link', { name: 'Cancel the subscription' }).click()
  await page.getByRole('button', { name: /Cancel on/ }).click()
  await expect(page.getByText(/^Ends on/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep the subscription' }).click()
  await expect(page.getByText(/^Renews on/)).toBeVisible()
})

test('the embedded page is paid within the page of a shop, with 3-D Secure on the way', async ({ page }) => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url?.startsWith('/done')) return response.end('<title>Done</title><h1>Thank you</h1>')
    response.end(`<!doctype html><title>Shop</title><div id="checkout"></div>
<script src="${standIn.url}/endive/stripe.js"></script>
<script>Stripe('pk_test_pages').createEmbeddedCheckoutPage({ fetchClientSecret: async () => location.hash.slice(1) })
.then((checkout) => checkout.mount('#checkout'))</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const session = await open({
    ui_mode: 'embedded_page',
    success_url: undefined,
    return_url: `${origin}/done?session_id={CHECKOUT_SESSION_ID}`,
  })
  await page.goto(`${origin}/#${session.client_secret}`)
  const frame = page.frameLocator('iframe')
  await typeCard(frame, '4000000000003220')
  await frame.getByRole('button', { name: /Pay/ }).click()
  await frame.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.waitForURL(`${origin}/done?session_id=${session.id}`)
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
  await new Promise((resolve) => server.close(resolve))
})
