import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { demo } from './demo'
import { signIn } from './shop'

const summary = 'Stripe took a payment for an order that is not in our books'

test('staff see what needs them, take off what they have seen to, and learn when nothing does', async ({ page }) => {
  const sql = postgres(demo().database, { max: 1 })
  await sql`update alerts set resolved_at = now()`
  await page.goto('/admin/attention')
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, demo().staff)
  await expect(page.getByText('Nothing needs you')).toBeVisible()
  await expect(page.getByText('Oldest unfinished order')).toBeVisible()

  const order = '4f2a91c0-0000-4000-8000-000000000000'
  await sql`
    insert into alerts (kind, subject, summary, first_raised_at, last_raised_at, notified_at) values
      ('unmatched_payment', 'stripe:cs_e2e', ${summary}, now(), now(), now()),
      ('order_waiting', ${`checkout_sessions:${order}`}, 'No server has room', now(), now(), now())`
  await page.reload()
  await expect(page.getByRole('link', { name: 'Order 4F2A91C0' })).toHaveAttribute('href', `/admin/orders/${order}`)

  await page.getByRole('button', { name: `Seen to: ${summary}` }).click()
  await expect(page.getByText(summary)).toHaveCount(0)
  await expect(page.getByText('No server has room')).toBeVisible()
  await sql`update alerts set resolved_at = now()`
  await sql.end()
})
