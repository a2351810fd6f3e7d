import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { demo } from './demo'
import { mailsTo, newEmail, orderPlan, payWith, signIn, temporaryPassword } from './shop'

test('a visitor buys Premium yearly, gets a running site, and signs in to it', async ({ page, context }) => {
  const email = newEmail('premium')
  await orderPlan(page, { plan: 'Premium', cycle: 'Yearly', email })
  await expect(page.getByText('$131.88').first()).toBeVisible()
  await payWith(page, '4242 4242 4242 4242')

  await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible({ timeout: 20_000 })
  const siteUrl = await page.getByTestId('site-link').getAttribute('href')
  const site = await context.newPage()
  await site.goto(siteUrl ?? '')
  await expect(site.locator('body')).toContainText('PHP 8.2')
  await site.close()

  const [welcome, ...others] = await mailsTo(email)
  expect(others).toEqual([])
  const password = temporaryPassword(welcome)
  expect(welcome?.text).toContain('/sign-in')

  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await signIn(page, { email, password })

  await expect(page).toHaveURL(/\/change-password$/)
  await page.goto('/panel')
  await expect(page).toHaveURL(/\/change-password$/)
  await page.getByRole('textbox', { name: 'New password' }).fill(password)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await expect(page.getByRole('alert').first()).toContainText('differs from the temporary one')
  await page.getByRole('textbox', { name: 'New password' }).fill('four quiet morning lanterns')
  await page.getByRole('button', { name: 'Save the password' }).click()

  await expect(page).toHaveURL(/\/panel$/)
  await expect(page.getByText('Premium')).toBeVisible()
  await expect(page.getByText('Running')).toBeVisible()
  await expect(page.getByText('$131.88 every year')).toBeVisible()
  await expect(page.getByRole('link', { name: /Open the site/ })).toHaveAttribute('href', siteUrl ?? '')

  const moved = newEmail('moved')
  await page.getByRole('link', { name: /^Your account/ }).click()
  await expect(page.getByText(email)).toBeVisible()
  await page.getByLabel('New e-mail address').fill(moved)
  await page.getByRole('textbox', { name: 'Your password' }).fill('a guess at it')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('alert').first()).toContainText('not the password')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('textbox', { name: 'Your password' }).fill('four quiet morning lanterns')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText('Look into your new inbox')).toBeVisible()
  await expect.poll(async () => (await mailsTo(moved)).length).toBe(1)
  const [verification] = await mailsTo(moved)
  const link = /http\S+\/confirm-email\?token=[\w-]+/.exec(verification?.text ?? '')?.[0] ?? ''
  await page.goto(link)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByRole('button', { name: 'Confirm this address' }).click()
  await expect(page.getByRole('heading', { name: 'Your address is changed' })).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await page.getByRole('link', { name: 'Open your account' }).click()
  await expect(page.getByText(moved)).toBeVisible()
  // What else came to the old address: no word of a new sign-in, as this browser was the first.
  await expect.poll(async () => (await mailsTo(email)).length).toBe(2)
  expect((await mailsTo(email))[1]?.subject).toContain('another e-mail address')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/panel')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a declined card is explained, and another one completes the order', async ({ page }) => {
  const email = newEmail('declined')
  await orderPlan(page, { plan: 'Starter', cycle: 'Monthly', email })
  await payWith(page, '4000 0000 0000 0002')
  await expect(page.getByText(/declined/i).first()).toBeVisible()
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Your site is live' })).toBeVisible({ timeout: 20_000 })
})

test('a reload of the landing page shows the same order, and a wrong address says what to do', async ({ page }) => {
  await orderPlan(page, { plan: 'Business', cycle: 'Every 2 years', email: newEmail('reload') })
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })
  const address = page.url()
  // Whoever has the address sees how the order is, and is nobody else for it.
  await page.goto('/panel')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto(address)
  await page.reload()
  await expect(page.getByTestId('site-link')).toBeVisible()
  await page.goto(address.replace(/session_id=.*/, 'session_id=cs_test_unknown'))
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Your site is live')
})

test('coming back from a cancelled payment finds the form as it was, and that nothing was charged', async ({
  page,
}) => {
  const email = newEmail('cancelled')
  await orderPlan(page, { plan: 'Starter', cycle: 'Yearly', email })
  await page.getByRole('link', { name: /Back/ }).click()
  await expect(page.getByText(/nothing was charged/i)).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Jane Doe')
  await expect(page.getByLabel('E-mail address')).toHaveValue(email)
})

test('a double click on the payment button makes one order', async ({ page }) => {
  const email = newEmail('twice')
  await page.goto('/checkout?plan=starter&cycle=monthly')
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Continue to payment' }).dblclick()
  await expect(page.getByRole('heading', { name: 'Subscribe to Starter' })).toBeVisible()
  const sql = postgres(demo().database, { max: 1 })
  const orders = await sql`select id from checkout_sessions where email = ${email}`
  await sql.end()
  expect(orders).toHaveLength(1)
})

test('after three requests for a new password there is a pause, whether the address has an account or not', async ({
  page,
}) => {
  const email = newEmail('forgetful')
  for (const request of [1, 2, 3, 4]) {
    await page.goto('/forgot-password')
    await page.getByRole('textbox', { name: /E-mail/ }).fill(email)
    await page.getByRole('main').getByRole('button').click()
    if (request < 4) await expect(page).toHaveURL(/\?sent/)
  }
  await expect(page.getByText(/Too many attempts/).first()).toBeVisible()
  await expect(page).not.toHaveURL(/\?sent/)
})

test('a plan or a term that is not sold is said in words, with the way back', async ({ page }) => {
  for (const query of ['plan=gold&cycle=monthly', 'plan=vps-1&cycle=monthly', 'plan=starter&cycle=weekly', '']) {
    await page.goto(`/checkout?${query}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/sold|sell/)
    await expect(page.getByRole('link', { name: 'See the plans' })).toBeVisible()
  }
})
