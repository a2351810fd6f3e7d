import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { demo } from './demo'
import { deleteOrders, insertOrder } from './order-rows'

const addresses = [
  '/',
  '/es/hosting?currency=eur',
  '/contact',
  '/terms',
  '/status',
  '/vps',
  '/nowhere',
  '/checkout?plan=premium&cycle=yearly',
  '/checkout?plan=unknown',
  '/checkout/complete?session_id=unknown',
  '/sign-in',
  '/forgot-password',
  '/reset-password',
]

test('on a phone a finger hits every link and control, and a keyboard sees where it is', async ({ page }) => {
  test.setTimeout(120_000)
  const sql = postgres(demo().database, { max: 1 })
  const { sessionId } = await insertOrder(sql, { status: 'failed' })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of [...addresses, `/checkout/complete?session_id=${sessionId}`]) {
    await page.goto(address)
    expect(await smallTargets(page), address).toEqual([])
    expect(await unmarkedFocus(page), address).toEqual([])
  }
  await deleteOrders(sql)
  await sql.end()
  // The links of an error summary are there only after a mistake.
  await page.goto('/checkout?plan=premium&cycle=yearly')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  expect(await smallTargets(page)).toEqual([])
})

/**
 * What is lower or narrower than 44 pixels. A radio button counts with its label, and a link within a sentence is as
 * high as its line (WCAG 2.2, 2.5.8).
 */
function smallTargets(page: Page): Promise<string[]> {
  return page.locator('a[href], button, summary, input:not([type=hidden]), select, textarea').evaluateAll((targets) =>
    targets.flatMap((target) => {
      const labelled = target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type)
      const box = ((labelled && target.closest('label')) || target).getBoundingClientRect()
      // The form's trap is for programs: no finger gets to it.
      const isHidden = box.width <= 1 || box.height <= 1 || target.closest('[aria-hidden=true]') !== null
      const isInSentence =
        getComputedStyle(target).display === 'inline' &&
        (target.parentElement?.textContent ?? '').trim().length > (target.textContent ?? '').trim().length + 10
      const least = isInSentence ? 16 : 43.9
      if (isHidden || (box.height >= least && (isInSentence || box.width >= 43.9))) return []
      return [`${target.tagName} ${target.textContent?.trim()} ${box.width}x${box.height}`]
    }),
  )
}

/** What can be focused and does not look different then. */
async function unmarkedFocus(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab')
  return page.locator('a[href], button, summary, input:not([type=hidden])').evaluateAll((targets) =>
    targets.flatMap((target) => {
      if (!(target instanceof HTMLElement) || target.tabIndex < 0 || target.getClientRects().length === 0) return []
      target.focus({ preventScroll: true })
      const { outlineStyle, outlineWidth } = getComputedStyle(target)
      const isMarked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      return isMarked || document.activeElement !== target ? [] : [`${target.tagName} ${target.textContent?.trim()}`]
    }),
  )
}
