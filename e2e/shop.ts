import { expect, type FrameLocator, type Page } from '@playwright/test'
import { order, pay } from '../bench/buy-once'
import { demo } from './demo'

/** An address that no other test has bought with. */
export function newEmail(name: string): string {
  return `${name}.${Date.now().toString(36)}@example.com`
}

type Wish = { plan: string; cycle: string; email: string }

/** Picks a plan on the start page and fills the checkout up to Stripe's page. */
export async function orderPlan(page: Page, wish: Wish): Promise<void> {
  await sendOrder(page, wish)
  await expect(page.getByRole('heading', { name: `Subscribe to ${wish.plan}` })).toBeVisible()
}

/** Picks a plan on the start page of a shop, fills the checkout and sends it. */
export async function sendOrder(page: Page, wish: Wish, shop = '/'): Promise<void> {
  await fillOrder(page, wish, shop)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
}

/** The same up to the button that sends it. */
export async function fillOrder(page: Page, wish: Wish, shop = '/'): Promise<void> {
  await page.goto(shop)
  await page.getByRole('radio', { name: wish.cycle }).check()
  await page.getByRole('button', { name: `Choose ${wish.plan}` }).click()
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel('E-mail address').fill(wish.email)
}

/** Fills the stand-in's payment page. */
export async function payWith(page: Page | FrameLocator, cardNumber: string): Promise<void> {
  await page.getByLabel('Card number').fill(cardNumber)
  await page.getByLabel('Expiry').fill('12 / 40')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Name on card').fill('Jane Doe')
  await page.getByRole('button', { name: /^Pay / }).click()
}

/** Buys Starter monthly without a browser, and waits for the mail. @returns what it says and Stripe's id of the payment */
export async function buyQuickly(email: string): Promise<{ password: string; sessionId: string }> {
  const { url, sessionId } = await order(demo().app, email)
  expect(await pay(url)).toBe(303)
  await expect.poll(() => mailsTo(email), { timeout: 30_000 }).toHaveLength(1)
  return { password: temporaryPassword((await mailsTo(email))[0]), sessionId }
}

type Mail = { subject: string; text: string; to: { address: string }[] }

/** The mails that the demo's mail server has for an address. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const response = await fetch(`${demo().mail.web}/api/email`)
  const mails: Mail[] = await response.json()
  return mails.filter((mail) => mail.to.some((to) => to.address === address))
}

/** The password that a welcome mail holds. */
export function temporaryPassword(mail: Mail | undefined): string {
  const password = mail?.text.match(/password:?\s+(\S{16})\s/i)?.[1] ?? ''
  expect(password).toHaveLength(16)
  return password
}

/** Fills the sign-in form, on the page that shows it. */
export async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(account.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
