import { expect, test } from '@playwright/test'
import { demo } from './demo'
import { mailsTo, newEmail, orderPlan, payWith, signIn, temporaryPassword } from './shop'

test('staff see an order with its state', async ({ page }) => {
  const email = newEmail('orders')
  await orderPlan(page, { plan: 'Business', cycle: 'Monthly', email })
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })

  await page.goto('/admin')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, demo().staff)
  await expect(page).toHaveURL(/\/admin/)
  await expect(page.getByText(email).first()).toBeVisible()
  await expect(page.getByText('$19.99').first()).toBeVisible()
})

test('for a customer there is no page of orders', async ({ page }) => {
  const email = newEmail('curious')
  await orderPlan(page, { plan: 'Starter', cycle: 'Monthly', email })
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })
  await page.goto('/sign-in')
  await signIn(page, { email, password: temporaryPassword((await mailsTo(email))[0]) })
  await page.getByRole('textbox', { name: 'New password' }).fill('four quiet evening lanterns')
  await page.getByRole('button', { name: 'Save the password' }).click()
  await expect(page).toHaveURL(/\/panel$/)
  const answer = await page.goto('/admin')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here')
})

test('a wrong password is refused in general words', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, { email: 'nobody@example.com', password: 'not the password' })
  await expect(page.getByRole('alert').first()).toContainText('do not match')
})
