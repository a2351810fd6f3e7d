import type { BrowserContext, Page } from '@playwright/test'
import { startEmbeddedShop } from '../../e2e/embedded-shop'
import { fillOrder } from '../../e2e/shop'
import { photograph, type View } from './camera'

/** Pictures of what everybody can see, up to the payment. */
export async function photographShop(visitor: BrowserContext): Promise<void> {
  await photograph(visitor, publicViews, 'shop')
  await photographPayment(visitor)
  // By now there is something that the form has kept.
  await photograph(visitor, ['/checkout?plan=premium&cycle=yearly&canceled=1'], 'shop')
}

const showErrors = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

const publicViews: View[] = [
  '/',
  '/es?cycle=yearly&currency=eur',
  '/hosting?cycle=biennial',
  '/vps',
  '/contact',
  '/status',
  '/es/status',
  '/terms',
  '/es/privacy',
  '/nowhere',
  '/es/nowhere',
  '/checkout?plan=premium&cycle=yearly',
  '/es/checkout?plan=premium&cycle=yearly&currency=eur',
  {
    address: '/checkout?plan=premium&cycle=yearly',
    name: 'checkout-with-errors',
    act: showErrors('Continue to payment'),
  },
  '/checkout?plan=unknown',
  '/checkout/complete?session_id=unknown',
  '/checkout/pay?session_id=unknown',
  '/sign-in',
  '/es/sign-in?changed',
  { address: '/sign-in', name: 'sign-in-with-errors', act: showErrors('Sign in') },
  '/forgot-password',
  '/es/forgot-password?sent',
  '/reset-password',
  '/confirm-email',
  '/es/checkout/reminders?token=any',
]

async function photographPayment(visitor: BrowserContext): Promise<void> {
  const embedded = await startEmbeddedShop()
  const page = await visitor.newPage()
  await fillOrder(page, { plan: 'Premium', cycle: 'Yearly', email: 'paying@example.com' }, embedded.url)
  await page.locator('input[name=runsScripts][value=yes]').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.waitForURL(/\/checkout\/pay\?/)
  const act = (opened: Page) => opened.frameLocator('iframe').getByLabel('Card number').waitFor()
  await photograph(visitor, [{ address: page.url(), name: 'checkout-pay', act }], 'shop')
  await page.close()
  await embedded.stop()
}
