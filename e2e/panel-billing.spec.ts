import { expect, type Page, test } from '@playwright/test'
import { inspectPage } from './inspect-page'
import { mailsTo, newEmail, orderPlan, payWith, signIn, temporaryPassword } from './shop'

const password = 'four quiet morning lanterns'

/** Buys a plan, signs in for the first time, and opens the service's page. */
async function openService(page: Page, plan: string): Promise<{ email: string; address: string }> {
  const email = newEmail(`billing-${plan.toLowerCase()}`)
  await orderPlan(page, { plan, cycle: 'Monthly', email })
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1)
  const [welcome] = await mailsTo(email)
  await page.goto('/sign-in')
  await signIn(page, { email, password: temporaryPassword(welcome) })
  await page.getByRole('textbox', { name: 'New password' }).fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await expect(page.getByText('Running')).toBeVisible()
  await page.getByRole('link', { name: /^Manage/ }).click()
  await expect(page.getByRole('heading', { name: 'Invoices' })).toBeVisible()
  return { email, address: new URL(page.url()).pathname }
}

async function subjectsTo(email: string): Promise<string[]> {
  return (await mailsTo(email)).map(({ subject }) => subject)
}

test('a customer sees what a service costs, cancels it, and keeps it after all', async ({ page }) => {
  const { email, address } = await openService(page, 'Starter')
  await expect(page.getByText('$7.99 every month')).toBeVisible()
  const row = page.getByRole('table', { name: 'Invoices' }).getByRole('row').last()
  await expect(row).toContainText('$7.99')
  await expect(row).toContainText('Paid')
  await expect(row.getByRole('link', { name: /^View/ })).toHaveAttribute('href', /^http/)
  await expect(row.getByRole('link', { name: /^PDF/ })).toHaveAttribute('href', /^http/)

  await page.getByRole('link', { name: 'Cancel this service' }).click()
  await expect(page.getByText('Data kept until')).toBeVisible()
  await page.locator('main').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Keep the service' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#cancel$/)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Cancel this service' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Cancel Starter' }).click()
  await expect(page.getByText('Your service is cancelled')).toBeVisible()
  await expect(page.locator(':focus')).toContainText('Your service is cancelled')
  await expect(page.getByText(/^This service ends on/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Cancel this service' })).toHaveCount(0)

  await page.goto('/panel')
  await expect(page.getByText('Ends', { exact: true })).toBeVisible()
  await page.goto(`${address}/cancel`)
  await expect(page.getByText('There is nothing to cancel')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the service' }).click()
  await page.getByRole('button', { name: 'Keep the service' }).click()
  await expect(page.getByText('The cancellation is undone')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Cancel this service' })).toBeVisible()
  await expect.poll(() => subjectsTo(email)).toHaveLength(3)
  expect((await subjectsTo(email)).slice(1)).toEqual([
    expect.stringContaining('is cancelled'),
    expect.stringContaining('goes on'),
  ])
})

test('a customer goes up at the price that is shown, plans a way down, and takes it back', async ({ page }) => {
  const { email, address } = await openService(page, 'Starter')
  await page.getByRole('link', { name: 'Change plan or billing cycle' }).click()
  await expect(page.getByText('Your plan now')).toBeVisible()
  await page.getByRole('link', { name: /to Premium$/ }).click()
  const pay = page.getByRole('button', { name: /^Pay \$[45]\.\d\d and change$/ })
  await expect(pay).toBeVisible()
  const [amount = ''] = /\$\d+\.\d\d/.exec((await pay.textContent()) ?? '') ?? []
  await pay.click()
  await expect(page.getByText('Your plan has changed')).toBeVisible()
  await expect(page.getByText('$12.99 every month')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Invoices' }).getByRole('row').nth(1)).toContainText(amount)

  await page.getByRole('link', { name: 'Change plan or billing cycle' }).click()
  await page.getByRole('link', { name: /to Starter$/ }).click()
  await expect(page.getByText('$0.00')).toBeVisible()
  await page.getByRole('button', { name: 'Plan the change' }).click()
  await expect(page.getByText('Your change is planned')).toBeVisible()
  await expect(page.getByText(/^Your plan changes to Starter on/)).toBeVisible()
  await page.goto(`${address}/plan`)
  await expect(page.getByText('Planned', { exact: true })).toBeVisible()
  await page.goto(address)
  await page.getByRole('button', { name: 'Take the change back' }).click()
  await expect(page.getByText('Your plan stays as it is')).toBeVisible()
  // With the receipt of the way up.
  await expect.poll(() => subjectsTo(email)).toHaveLength(5)
  const changed = (await mailsTo(email)).find(({ subject }) => subject.endsWith('has Premium now'))
  expect(changed?.text).toContain(amount)
})

test("a card is changed on Stripe's pages, and a declined one changes no plan", async ({ page }) => {
  const { address } = await openService(page, 'Premium')
  await page.getByRole('button', { name: 'Card and billing details' }).click()
  await page.getByRole('link', { name: 'Add a payment method' }).click()
  await page.getByLabel('Card number').fill('4000 0000 0000 0341')
  await page.getByLabel('Expiry').fill('12 / 40')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Name on card').fill('Jane Doe')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The payment method is saved.')).toBeVisible()
  await page.getByRole('link', { name: /Back to the shop/ }).click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))

  await page.goto(`${address}/plan/confirm?plan=business&cycle=monthly`)
  await page.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByRole('alert').first()).toContainText('your plan stays as it is')
  await inspectPage(page, 'a declined payment')
  await page.goto(address)
  await expect(page.getByText('$12.99 every month')).toBeVisible()
})

test('a form that another tab made stale says so, and shows what is true now', async ({ page, context }) => {
  const { address } = await openService(page, 'Starter')
  await page.goto(`${address}/plan/confirm?plan=premium&cycle=monthly`)
  const other = await context.newPage()
  await other.goto(`${address}/plan/confirm?plan=premium&cycle=monthly`)
  await other.getByRole('button', { name: /^Pay / }).click()
  await expect(other.getByText('Your plan has changed')).toBeVisible()
  await page.getByRole('button', { name: /^Pay / }).click()
  await expect(page.getByText('Your service has that plan and billing cycle already.')).toBeVisible()
})

test('a domain is connected, and nobody reaches the service of someone else', async ({ page }) => {
  const { email, address } = await openService(page, 'Starter')
  await page.getByRole('link', { name: 'Connect a domain of your own' }).click()
  await page.getByLabel('A domain that you own').fill('no domain')
  await page.getByRole('button', { name: 'Connect this domain' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Enter a domain such as example.com.')
  await page.getByLabel('A domain that you own').fill(`www.${email.split('@')[0]}.example`)
  await page.getByRole('button', { name: 'Connect this domain' }).click()
  await expect(page.getByText('leads nowhere outside this machine')).toBeVisible()
  await inspectPage(page, 'a domain that leads nowhere yet')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto(`${address}/cancel`)
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await openService(page, 'Business')
  for (const path of ['', '/cancel', '/domain', '/plan', '/plan/confirm?plan=premium&cycle=monthly']) {
    expect((await page.goto(address + path))?.status(), path).toBe(404)
  }
  expect((await page.goto('/panel/services/1'))?.status()).toBe(404)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a service is cancelled and kept, and its plan changed', async ({ page }) => {
    await openService(page, 'Starter')
    await page.getByRole('link', { name: 'Cancel this service' }).click()
    await page.getByRole('button', { name: 'Cancel Starter' }).click()
    await expect(page.getByText('Your service is cancelled')).toBeVisible()
    await page.getByRole('button', { name: 'Keep the service' }).click()
    await page.getByRole('link', { name: 'Change plan or billing cycle' }).click()
    await page.getByRole('link', { name: 'Yearly' }).click()
    await page.getByRole('link', { name: /to Starter$/ }).click()
    await page.getByRole('button', { name: /^Pay / }).click()
    await expect(page.getByText('$81.48 every year')).toBeVisible()
  })
})
