import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Looks at the page that is open as it is: axe in light and dark, nothing that scrolls sideways, a ring around whatever has
 * the focus, and no text that only a machine reads.
 */
export async function inspectPage(page: Page, name: string): Promise<void> {
  const problems = [...(await axeFindings(page)), ...(await sidewaysScroll(page)), ...(await machineText(page))]
  // Last, as it moves the focus.
  expect.soft([...problems, ...(await withoutRing(page))], name).toEqual([])
}

/** What depends on colours is looked at in both schemes, everything else is the same in them. */
async function axeFindings(page: Page): Promise<string[]> {
  // What is in a frame is Stripe's.
  const axe = () => new AxeBuilder({ page }).exclude('iframe').setLegacyMode()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await axe()
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axe().withRules(['color-contrast']).analyze()
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  )
}

async function sidewaysScroll(page: Page): Promise<string[]> {
  const { used, width } = await page.evaluate(() => ({
    used: document.documentElement.scrollWidth,
    width: window.innerWidth,
  }))
  return used > width ? [`It is ${used} pixels wide in a window of ${width}`] : []
}

/** Ids, names of states and moments as programs write them. */
const forMachines =
  /\b[a-z]{2,5}_(?:test_)?[A-Za-z0-9]{8,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b|\b\d{4}-\d\d-\d\d(?:\b|T)|\b[a-z]+_[a-z_]+\b/g

async function machineText(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const parts = []
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (!parentElement?.closest('script, style, noscript')) parts.push(textContent)
    }
    return parts.join('\n')
  })
  return (text.match(forMachines) ?? []).map((found) => `It says ${found}`)
}

/** What can have the focus and does not show it. */
async function withoutRing(page: Page): Promise<string[]> {
  // From now on the browser takes the focus for a keyboard's.
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const isRinged = (element: Element | null | undefined) => {
      if (!element) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && width >= 8 && height >= 8
    }
    const candidates = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary'),
    ].filter(({ tabIndex }) => tabIndex >= 0)
    const missing = candidates.filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return false
      element.focus({ preventScroll: true })
      if (document.activeElement !== element) return false
      return ![element, element.closest('label')].some(isRinged)
    })
    return missing.map((element) => `No ring around ${element.outerHTML.slice(0, 120)}`)
  })
}
