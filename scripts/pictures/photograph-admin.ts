import type { Browser, Page } from '@playwright/test'
import type { Sql } from 'postgres'
import { demo } from '../../e2e/demo'
import { photograph } from './camera'
import { reachable } from './reachable'
import { signedIn } from './signed-in'

/** Pictures of the staff's pages, with one delivered order, and of the page for what nobody expected. */
export async function photographAdmin(browser: Browser, sql: Sql, order: string): Promise<void> {
  const staff = await signedIn(browser, demo().staff)
  await photograph(staff, ['/admin/attention', '/admin/customers?q=nobody', '/panel'], 'admin-empty')
  await sql`
    insert into alerts (kind, subject, summary, first_raised_at, last_raised_at, notified_at)
    values ('unmatched_payment', 'stripe:picture', 'Stripe took a payment that is in no book', now(), now(), now())`
  await photograph(staff, await reachable(staff, '/admin'), 'admin')
  const delivered = { address: `/admin/orders/${order}`, name: 'order-delivered', act: async () => {} }
  await photograph(staff, [delivered], 'admin')
  await photograph(staff, [{ address: '/admin/attention', name: 'error', act: sendNonsense }], 'admin')
}

/** The way to the page for what nobody expected: a form that none of our pages would send. */
async function sendNonsense(page: Page): Promise<void> {
  await page
    .locator('input[name=alertId]')
    .first()
    .evaluate((input) => input.setAttribute('value', 'odd'))
  await page
    .getByRole('button', { name: /^Seen to/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Something went wrong on our side' }).waitFor()
}
