import type { Browser, BrowserContext } from '@playwright/test'
import { demo } from '../../e2e/demo'
import { signIn } from '../../e2e/shop'

/** A browser of its own in which somebody is signed in. */
export async function signedIn(
  browser: Browser,
  account: { email: string; password: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: demo().app })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, account)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.close()
  return context
}
