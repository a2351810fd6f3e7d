import { expect, test } from '@playwright/test'
import { demo } from './demo'
import { newEmail, orderPlan, payWith } from './shop'

test('staff see an order with its state; nobody else sees that the page exists', async ({ page }) => {
  const email = newEmail('orders')
  await orderPlan(page, { plan: 'Business', cycle: 'Monthly', email })
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })

  await page.goto('/admin')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(demo().staff.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(demo().staff.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/admin/)
  await expect(page.getByText(email).first()).toBeVisible()
  await expect(page.getByText('$19.99').first()).toBeVisible()
})

test('a wrong password is refused in general words', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toContainText('do not match')
})
