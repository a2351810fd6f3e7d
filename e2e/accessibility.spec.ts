import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const pages = [
  '/',
  '/checkout?plan=premium&cycle=yearly',
  '/checkout/complete?session_id=unknown',
  '/sign-in',
  '/forgot-password',
]

for (const colorScheme of ['light', 'dark'] as const) {
  for (const address of pages) {
    test(`axe finds nothing on ${address} in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(address)
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    })
  }
}

test('nothing scrolls sideways at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const address of pages) {
    await page.goto(address)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320)
  }
})
