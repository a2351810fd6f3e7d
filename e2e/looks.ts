import { expect, type Page } from '@playwright/test'
import type { Sql } from 'postgres'
import type { ServiceState } from './service-states'

/** A look at a page: its address, and what makes the state that is looked at. */
export type Look = string | { address: string; service?: ServiceState; act: (page: Page) => Promise<void> }

/** Looks by the route that answers them, as Next names it. */
export type Looks = Record<string, Look[]>

/** What there is to look at. */
export type World = Record<'subscription' | 'customer' | 'invoice' | 'order' | 'payAddress' | 'resetAddress', string>

const shopPages = '/static-shop/[locale]/[currency]/[cycle]'
const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
}

/** What everybody can see. */
export const visitor = (world: World): Looks => ({
  [shopPages]: [{ address: '/', act: openDetails }, '/es?cycle=triennial&currency=gbp'],
  [`${shopPages}/[family]`]: ['/hosting?currency=eur', '/es/vps'],
  [`${shopPages}/contact`]: ['/contact'],
  [`${shopPages}/privacy`]: ['/es/privacy'],
  [`${shopPages}/terms`]: ['/terms'],
  '/status': ['/es/status'],
  '/_not-found': ['/nowhere', '/es/nowhere'],
  '/checkout': [
    '/checkout?plan=premium&cycle=yearly',
    '/es/checkout?plan=premium&cycle=yearly&currency=eur&canceled=1',
    '/checkout?plan=unknown',
    { address: '/checkout?plan=premium&cycle=yearly', act: press('Continue to payment') },
  ],
  // Its states of an order are looked at where they are tested.
  '/checkout/complete': ['/checkout/complete?session_id=unknown'],
  '/checkout/pay': ['/es/checkout/pay?session_id=unknown', world.payAddress],
  '/checkout/reminders': ['/es/checkout/reminders?token=any'],
  '/sign-in': ['/sign-in?changed', { address: '/es/sign-in', act: press('Entrar') }],
  '/forgot-password': ['/es/forgot-password?sent', { address: '/forgot-password', act: press('Send me a link') }],
  '/confirm-email': ['/confirm-email?token=unknown', '/es/confirm-email?done'],
  '/reset-password': [
    '/es/reset-password?token=unknown',
    { address: world.resetAddress, act: press('Save the password') },
  ],
})

/** Of somebody with a temporary password. */
export const newcomer = (): Looks => ({
  '/change-password': ['/es/change-password', { address: '/change-password', act: press('Save the password') }],
})

/** Of the customer whose service `world` is about. */
export const customer = (world: World, sql: Sql): Looks => {
  const service = `/panel/services/${world.subscription}`
  const inState = (state: ServiceState, address = service): Look => ({ address, service: state, act: async () => {} })
  return {
    '/panel': [inState('troubled', '/panel'), inState('ended', '/es/panel')],
    '/panel/services/[id]': [
      inState('troubled'),
      inState('ending', `/es${service}?done=cancelled`),
      inState('paused', `${service}?done=planned`),
      inState('ended'),
      inState('running', `${service}?done=kept`),
    ],
    '/panel/account': ['/es/panel/account?sent', { address: '/panel/account', act: press('Send the link') }],
    '/panel/services/[id]/domain': [
      inState('ended', `${service}/domain`),
      inState('running', `/es${service}/domain`),
      { address: `${service}/domain`, act: press('Connect this domain') },
      { address: `${service}/domain`, act: connectDomain(sql) },
    ],
    '/panel/services/[id]/plan': [`/es${service}/plan?cycle=yearly`, inState('ending', `${service}/plan`)],
    '/panel/services/[id]/plan/confirm': [
      inState('running', `${service}/plan/confirm?plan=premium&cycle=monthly`),
      `/es${service}/plan/confirm?plan=starter&cycle=monthly`,
    ],
    '/panel/services/[id]/cancel': [
      `/es${service}/cancel`,
      inState('troubled', `${service}/cancel`),
      inState('ending', `${service}/cancel`),
    ],
  }
}

/** Of staff. */
export const staff = (world: World): Looks => {
  const page = `/admin/customers/${world.customer}`
  const act = (name: string): Look => `${page}/services/${world.subscription}/${name}`
  return {
    '/admin': ['/admin', '/admin?page=9'],
    '/admin/attention': ['/admin/attention', '/admin/attention?page=9', { address: '/admin/attention', act: fail }],
    '/admin/customers': ['/admin/customers', '/admin/customers?q=nobody'],
    '/admin/customers/[id]': [{ address: page, service: 'troubled', act: async () => {} }, `${page}?page=9`],
    '/admin/customers/[id]/invoices/[invoiceId]/refund': [
      { address: `${page}/invoices/${world.invoice}/refund`, act: press('Refund') },
    ],
    '/admin/customers/[id]/purchases/[act]': [`${page}/purchases/allow`],
    '/admin/customers/[id]/services/[serviceId]/[act]': [
      act('resume'),
      { address: `${page}/services/${world.subscription}/end`, service: 'running', act: async () => {} },
      act('suspend'),
      { address: `${page}/services/${world.subscription}/keep`, service: 'ending', act: async () => {} },
    ],
    '/admin/orders/[id]': [`/admin/orders/${world.order}`],
    // Nothing of theirs, as nobody bought with this address.
    '/panel': [{ address: '/panel', service: 'running', act: async () => {} }],
  }
}

async function openDetails(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '')
  })
  await expect(page.locator('details[open]').first()).toBeVisible()
}

/** One whose records are shown, as its server seems to have an address; and that leads nowhere. */
const connectDomain = (sql: Sql) => async (page: Page) => {
  await page.getByLabel('A domain that you own').fill('a-rather-long-name-of-a-shop.example')
  await page.getByRole('button', { name: 'Connect this domain' }).click()
  await expect(page.getByText('leads nowhere outside this machine')).toBeVisible()
  await sql`update servers set public_ipv4 = '203.0.113.10', public_ipv6 = '2001:db8::10'`
  await page.reload()
  await expect(page.getByRole('table', { name: /^Records for/ })).toBeVisible()
  await sql`update servers set public_ipv4 = null, public_ipv6 = null`
}

/** A form that none of our pages would send: the way to the page for what nobody expected. */
async function fail(page: Page): Promise<void> {
  await page
    .locator('input[name=alertId]')
    .first()
    .evaluate((input) => input.setAttribute('value', 'odd'))
  await page
    .getByRole('button', { name: /^Seen to/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Something went wrong on our side' })).toBeVisible()
}
