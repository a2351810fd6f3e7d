import { expect, test } from '@playwright/test'
import { newEmail, orderPlan, payWith } from './shop'

test.use({ javaScriptEnabled: false })

test('without JavaScript a visitor comes as far as the running site', async ({ page }) => {
  await orderPlan(page, { plan: 'Starter', cycle: 'Every 3 years', email: newEmail('noscript') })
  await expect(page.getByText('$179.64').first()).toBeVisible()
  await payWith(page, '4242 4242 4242 4242')
  // The page loads itself again until it is done.
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 30_000 })
})

test('without JavaScript a coupon shows its discount, and a mistake is said beside its field', async ({ page }) => {
  await page.goto('/checkout?plan=starter&cycle=monthly')
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel('E-mail address').fill('jane')
  await page.getByLabel(/Coupon/).fill('WELCOME10')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('$7.19').first()).toBeVisible()
  await expect(page.getByText('$7.99').first()).toBeVisible()
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page.getByText('Enter an e-mail address such as name@example.com.').first()).toBeVisible()
  await expect(page.getByLabel('Your name')).toHaveValue('Jane Doe')
})
