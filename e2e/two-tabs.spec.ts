import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { demo } from './demo'
import { newEmail, payWith } from './shop'

test('the same order in two tabs, with a double click, is one order with one payment page', async ({ context }) => {
  const email = newEmail('tabs')
  const tabs = [await context.newPage(), await context.newPage()]
  for (const tab of tabs) await fillCheckout(tab, email)
  const addresses: string[] = []
  for (const tab of tabs) {
    await tab.getByRole('button', { name: 'Continue to payment' }).last().dblclick()
    await tab.waitForURL(/\/c\/pay\//)
    addresses.push(tab.url())
  }
  expect(addresses[1]).toBe(addresses[0])
  expect(await ordersOf(email)).toBe(1)

  const [tab] = tabs
  if (!tab) throw new Error('There is no tab')
  await payWith(tab, '4242 4242 4242 4242')
  await expect(tab.getByTestId('site-link')).toBeVisible({ timeout: 20_000 })
  expect(await ordersOf(email)).toBe(1)
})

async function fillCheckout(page: Page, email: string): Promise<void> {
  await page.goto('/checkout?plan=starter&cycle=monthly')
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel('E-mail address').fill(email)
}

async function ordersOf(email: string): Promise<number> {
  const sql = postgres(demo().database, { max: 1 })
  const orders = await sql`select 1 from checkout_sessions where email = ${email}`
  await sql.end()
  return orders.length
}
