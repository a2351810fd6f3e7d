import type { Browser, BrowserContext } from '@playwright/test'
import { waitFor } from '../../db/testing/wait-for'
import type { ServiceState } from '../../e2e/service-states'
import { mailsTo } from '../../e2e/shop'
import { photograph, type View } from './camera'
import { reachable } from './reachable'
import { signedIn } from './signed-in'

const ownPassword = 'four quiet morning lanterns'

type Bought = {
  email: string
  password: string
  state: (name: ServiceState) => Promise<void>
  service: string
}

/** Pictures of the pages of a customer, with the service in each state. */
export async function photographPanel(browser: Browser, visitor: BrowserContext, bought: Bought): Promise<void> {
  const { email, password, state, service } = bought
  const customer = await signedIn(browser, { email, password })
  await photograph(customer, ['/change-password', '/es/change-password'], 'panel')
  await chooseOwnPassword(customer)
  for (const name of ['running', 'troubled', 'ending', 'paused', 'ended'] as const) {
    await state(name)
    const view = (address: string): View => ({ address, name: `${address}-${name}`, act: async () => {} })
    await photograph(customer, [view('/panel'), view(service)], 'panel')
  }
  await state('running')
  const pages = await reachable(customer, '/panel')
  const rest = pages.filter((address) => address !== '/panel' && address !== service)
  const inSpanish = ['/panel', service, ...rest].map((address) => `/es${address}`)
  await photograph(customer, [`${service}?done=cancelled`, ...rest, ...inSpanish], 'panel')
  await photograph(visitor, [await askForReset(visitor, email)], 'panel')
}

async function chooseOwnPassword(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto('/change-password')
  await page.getByRole('textbox', { name: 'New password' }).fill(ownPassword)
  await page.getByRole('button', { name: 'Save the password' }).click()
  await page.waitForURL(/\/panel$/)
  await page.close()
}

async function askForReset(visitor: BrowserContext, email: string): Promise<string> {
  const page = await visitor.newPage()
  await page.goto('/forgot-password')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  const link = await waitFor(
    async () => {
      const texts = (await mailsTo(email)).map(({ text }) => text)
      return texts.map((text) => /\/reset-password\?token=\S+/.exec(text)?.[0]).find(Boolean)
    },
    { timeoutMs: 20_000 },
  )
  await page.close()
  return link ?? ''
}
