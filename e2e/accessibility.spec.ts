import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const pages = [
  '/',
  '/es?cycle=triennial&currency=gbp',
  '/hosting?currency=eur',
  '/vps',
  '/contact',
  '/es/status',
  '/terms',
  '/es/privacy',
  '/nowhere',
  '/checkout?plan=premium&cycle=yearly',
  '/es/checkout?plan=premium&cycle=yearly&currency=eur',
  '/checkout?plan=unknown',
  '/es/checkout/reminders?token=any',
  '/checkout/complete?session_id=unknown',
  '/sign-in',
  '/forgot-password',
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing in ${colorScheme} at ${width} pixels, and nothing scrolls sideways`, async ({ page }) => {
      test.setTimeout(180_000)
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      for (const address of pages) {
        await page.goto(address)
        expect((await new AxeBuilder({ page }).analyze()).violations, address).toEqual([])
        const scrolls = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(scrolls, address).toBeLessThanOrEqual(width)
      }
    })
  }
}
