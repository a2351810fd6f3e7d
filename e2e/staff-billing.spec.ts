import { request as askHost } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import Stripe from 'stripe'
import { demo } from './demo'
import { inspectPage } from './inspect-page'
import { mailsTo, newEmail, orderPlan, payWith, signIn } from './shop'

/** Buys Starter monthly and waits for the site. @returns its address */
async function buy(page: Page, email: string, card = '4242 4242 4242 4242'): Promise<string> {
  await orderPlan(page, { plan: 'Starter', cycle: 'Monthly', email })
  await payWith(page, card)
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })
  return (await page.getByTestId('site-link').getAttribute('href')) ?? ''
}

/** Signs staff in, and opens what the search finds for a text. */
async function openCustomer(page: Page, text: string): Promise<void> {
  await page.goto('/admin/customers')
  if (page.url().includes('/sign-in')) await signIn(page, demo().staff)
  await page.getByLabel('Search').fill(text)
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('link', { name: 'Jane Doe' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jane Doe' })).toBeVisible()
}

/** What the host answers for a site. */
function visit(siteUrl: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = askHost(demo().sites, { headers: { host: new URL(siteUrl).hostname } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}

async function giveReason(page: Page, reason: string, button: string): Promise<void> {
  await page.getByLabel('Reason').fill(reason)
  await page.getByRole('button', { name: button }).click()
}

test('staff find a customer, refund a part, and take the site offline and back', async ({ page }) => {
  test.setTimeout(180_000)
  const email = newEmail('staff-billing')
  const siteUrl = await buy(page, email)
  await openCustomer(page, email.slice(0, 20))

  await page.getByRole('link', { name: /^Refund invoice/ }).click()
  await expect(page.getByText('This ends no service')).toBeVisible()
  await page.getByLabel('Amount in USD').fill('8')
  await page.getByRole('button', { name: 'Refund' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Say why')
  await giveReason(page, 'The site was down for a day.', 'Refund')
  await expect(page.getByRole('alert').first()).toContainText('at most $7.99')
  await inspectPage(page, 'refund')
  await page.getByLabel('Amount in USD').fill('3')
  await page.getByRole('button', { name: 'Refund' }).click()
  await expect(page.getByRole('status')).toContainText('refund')
  const refunds = page.getByRole('table', { name: 'Refunds' })
  await expect(refunds).toContainText('$3.00')
  await expect(refunds).toContainText('“The site was down for a day.”')
  await page.getByRole('link', { name: /^Refund invoice/ }).click()
  await expect(page.getByLabel('Amount in USD')).toHaveValue('4.99')

  await page.goBack()
  await page.getByRole('link', { name: /^Take offline/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(new URL(siteUrl).hostname.split('.')[0] ?? '')
  await page.getByLabel('Reason').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Back, change nothing' })).toBeFocused()
  await giveReason(page, 'Your site sends unwanted mail.', 'Take it offline')
  await expect(page.getByRole('status')).toContainText('taken offline')
  await expect(page.locator(':focus')).toContainText('taken offline')
  await expect(page.getByText(/^Taken offline by Staff/)).toContainText('“Your site sends unwanted mail.”')
  await expect.poll(() => visit(siteUrl), { timeout: 20_000 }).toBe(503)
  await inspectPage(page, 'customer-offline')
  await page.getByRole('link', { name: /^Put back online/ }).click()
  await giveReason(page, 'Cleaned up.', 'Put it back online')
  await expect(page.getByRole('status')).toContainText('lifted')
  await expect.poll(() => visit(siteUrl), { timeout: 20_000 }).toBe(200)
  await expect
    .poll(async () => (await mailsTo(email)).map(({ text }) => text).join(), { timeout: 20_000 })
    .toContain('Your site sends unwanted mail.')
  await expect(page.getByText('took the site offline: “Your site sends unwanted mail”.')).toBeVisible()

  await expect(page.getByText('the order was delivered.')).toBeVisible()
  await page
    .getByRole('article')
    .getByRole('link', { name: /^[0-9A-F]{8}$/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /^Order [0-9A-F]{8}$/ })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Steps of the delivery' })).toContainText('Site answers')
  await expect(page.getByRole('table', { name: 'Events of Stripe' })).toContainText('Checkout session completed')
  await page.goto('/admin')
  await page.goto('/admin/customers')
  await page.goto('/admin/customers?q=nobody-of-this-name')
  await expect(page.getByText('Nobody was found')).toBeVisible()
})

test('staff let a customer buy again whose dispute was lost', async ({ page }) => {
  test.setTimeout(120_000)
  const { hostname, port } = new URL(demo().stripe)
  const stripe = new Stripe(demo().stripeKey, { host: hostname, port, protocol: 'http', telemetry: false })
  const email = newEmail('disputed')
  await buy(page, email, '4000 0000 0000 0259')
  const { data } = await stripe.disputes.list({ limit: 1 })
  await stripe.disputes.close(data[0]?.id ?? '')
  await openCustomer(page, email)
  await expect
    .poll(async () => (await page.reload()) && page.getByText('Lost', { exact: true }).isVisible(), { timeout: 20_000 })
    .toBe(true)
  await inspectPage(page, 'disputed')
  await page.getByRole('link', { name: 'Let this customer buy again' }).click()
  await giveReason(page, 'The bank was mistaken; the customer has paid by transfer.', 'Let this customer buy again')
  await expect(page.getByRole('status')).toContainText('may buy again')
  await expect(page.getByText('This customer may buy.')).toBeVisible()
  await orderPlan(page, { plan: 'Starter', cycle: 'Monthly', email })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('staff cancel a service for the end of its term and take that back; for customers there is no such page', async ({
    page,
  }) => {
    const email = newEmail('no-script-staff')
    await orderPlan(page, { plan: 'Starter', cycle: 'Monthly', email })
    await payWith(page, '4242 4242 4242 4242')
    await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible({ timeout: 30_000 })
    await openCustomer(page, email)
    const address = page.url()
    await page.getByRole('link', { name: /^Cancel at the end/ }).click()
    await page.getByRole('button', { name: 'Cancel the service' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Say why')
    await giveReason(page, 'Asked on the phone.', 'Cancel the service')
    await expect(page.getByRole('status')).toContainText('cancelled')
    await page.getByRole('link', { name: /^Let it renew/ }).click()
    await giveReason(page, 'Asked again.', 'Let it renew')
    await expect(page.getByRole('status')).toContainText('renews')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto(address)
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
