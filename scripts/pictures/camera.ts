import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'

export const folder = 'screenshots'
const schemes = ['light', 'dark'] as const

/** What a picture is taken of: an address, and what makes the state that is shown. `name` tells it from the bare address. */
export type View = string | { address: string; name: string; act: (page: Page) => Promise<unknown> }

/** Pictures of pages, on a phone and on a desk, light and dark. */
export async function photograph(context: BrowserContext, views: View[], group: string): Promise<void> {
  const page = await context.newPage()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const view of views) {
    const { address, name, act } = typeof view === 'string' ? { address: view, name: view, act: null } : view
    await page.setViewportSize({ width: 390, height: 900 })
    await page.goto(address)
    await act?.(page)
    await shoot(page, `${group}-${fileName(name)}`, [390, 1280])
  }
  await page.close()
}

/** Pictures of the page that is open, in each scheme. */
export async function shoot(page: Page, name: string, widths: number[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
}

/** Ids say nothing to whoever looks at the pictures. */
export function fileName(address: string): string {
  const name = address
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[0-9a-f-]{36}|cs_test_\w+|token=\S+/g, 'id')
    .replace(/\W+/g, '-')
    .replace(/^-|-$/g, '')
  return name || 'start'
}
