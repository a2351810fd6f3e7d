import type { BrowserContext } from '@playwright/test'
import { fileName } from './camera'

/** The pages that links lead to from one page, below its own path; one of each kind. */
export async function reachable(context: BrowserContext, start: string): Promise<string[]> {
  const page = await context.newPage()
  const found = new Map([[fileName(start), start]])
  for (const address of found.values()) {
    await page.goto(address)
    const links = await page
      .locator(`a[href^="${start}"]`)
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    for (const link of links) {
      if (!link) continue
      const path = link.replace(/#.*/, '')
      const kind = fileName(path.replace(/[?].*/, ''))
      if (!found.has(kind)) found.set(kind, path)
    }
  }
  await page.close()
  return [...found.values()]
}
