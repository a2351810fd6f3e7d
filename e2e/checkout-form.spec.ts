import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { demo } from './demo'
import { mailsTo, newEmail } from './shop'

const address = '/checkout?plan=premium&cycle=yearly'

/** What each field must have, by its label. */
const fields = [
  { label: 'Your name', name: 'customer.name', type: 'text', inputMode: '', autocomplete: 'name' },
  { label: 'E-mail address', name: 'customer.email', type: 'email', inputMode: 'email', autocomplete: 'email' },
  { label: /domain you already own/, name: 'domain', type: 'text', inputMode: 'url', autocomplete: 'off' },
  { label: /Coupon/, name: 'couponCode', type: 'text', inputMode: '', autocomplete: 'off' },
]

const badEmail = 'Enter an e-mail address such as name@example.com.'

const submit = (page: Page) => page.getByRole('button', { name: 'Continue to payment' }).last()

/** Until our scripts run in it, a page answers to nothing but a submit. */
async function openForm(page: Page, path = address): Promise<void> {
  await page.goto(path)
  await expect(page.locator('input[name=runsScripts]')).toHaveValue('yes')
}

test('five fields are in sight, each with a label and what a browser needs to know, and none asks for money', async ({
  page,
}) => {
  await openForm(page)
  const main = page.getByRole('main')
  await expect(main.getByRole('textbox')).toHaveCount(4)
  await expect(main.getByRole('checkbox')).toHaveCount(1)
  await expect(main.getByRole('radio')).toHaveCount(0)
  await expect(main.locator('input:checked')).toHaveCount(0)
  await expect(main.getByRole('complementary')).toContainText('You pay today$131.88')
  for (const { label, name, type, inputMode, autocomplete } of fields) {
    const input = page.getByLabel(label)
    await expect(page.locator(`label[for="${name}"]`)).toBeVisible()
    expect(
      await input.evaluate((element: HTMLInputElement) => ({
        name: element.name,
        type: element.type,
        inputMode: element.inputMode,
        autocomplete: element.autocomplete,
        isLarge: Number.parseFloat(getComputedStyle(element).fontSize) >= 16,
      })),
    ).toEqual({ name, type, inputMode, autocomplete, isLarge: true })
  }
  await expect(main.getByText(/free address of ours, such as user\w+\.\w+/)).toBeVisible()

  const trap = page.locator('input[name=note]')
  await expect(trap).toHaveAttribute('tabindex', '-1')
  await expect(trap).toHaveAttribute('autocomplete', 'off')
  const box = await trap.boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(0)
})

test('what is pasted arrives, and its spaces go', async ({ page }) => {
  await openForm(page)
  await page.getByLabel('Your name').fill('  jane@example.com  ')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  await page.getByLabel('E-mail address').focus()
  await page.keyboard.press('ControlOrMeta+V')
  await page.getByLabel(/Coupon/).fill('  welcome10 ')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByText('Coupon WELCOME10')).toBeVisible()
  await expect(page.getByLabel(/Coupon/)).toHaveValue('welcome10')
  await expect(page.getByLabel('Your name')).toHaveValue('jane@example.com')
  await expect(page.getByLabel('E-mail address')).toHaveValue('jane@example.com')
})

test('a mistake is said when its field is left, and not before, and goes when it is put right', async ({ page }) => {
  await openForm(page)
  const email = page.getByLabel('E-mail address')
  await email.pressSequentially('jane')
  await expect(page.getByText(badEmail)).toHaveCount(0)
  await page.keyboard.press('Tab')
  await expect(page.getByText(badEmail)).toBeVisible()
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await email.fill('jane@example.com')
  await expect(page.getByText(badEmail)).toHaveCount(0)
  await expect(email).not.toHaveAttribute('aria-invalid')
})

test('a form that is sent too soon says everything in one place that leads to each field, and loses nothing', async ({
  page,
}) => {
  await openForm(page)
  await expect(submit(page)).toBeEnabled()
  await expect(submit(page)).not.toHaveAttribute('aria-disabled')
  await page.getByLabel(/domain you already own/).fill('not a domain')
  await page.getByLabel(/Remind me/).check()
  await submit(page).click()
  const summary = page.getByRole('alert').filter({ hasText: 'Please check your entries' })
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('link')).toHaveCount(3)
  for (const { label, name } of fields.slice(0, 3)) {
    const link = summary.locator(`a[href="#${name}"]`)
    const beside = page.locator(`[id="${name}-error"]`)
    await expect(beside).toHaveText((await link.textContent()) ?? '')
    await link.click()
    await expect(page.getByLabel(label)).toBeFocused()
    await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel(label)).toHaveAttribute('aria-describedby', new RegExp(`${name}-error`))
  }
  await expect(page.getByLabel(/domain you already own/)).toHaveValue('not a domain')
  await expect(page.getByLabel(/Remind me/)).toBeChecked()
})

test('today, renewal and discount are in sight beside the button, on a phone and on a desk', async ({ page }) => {
  for (const viewport of [
    { width: 390, height: 664 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(viewport)
    await openForm(page)
    await page.getByLabel(/Coupon/).fill('WELCOME10')
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect(page.getByText('Coupon WELCOME10')).toBeVisible()
    await submit(page).scrollIntoViewIfNeeded()
    for (const text of ['You pay today', '$118.69', 'Renewal:', 'Coupon WELCOME10']) {
      await expect(page.getByRole('complementary').getByText(text), `${text} at ${viewport.width}`).toBeInViewport()
    }
    await expect(submit(page)).toBeInViewport({ ratio: 1 })
  }
})

test('another language keeps what was typed, sent or not', async ({ page }) => {
  await openForm(page)
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel(/domain you already own/).fill('jane.example')
  await page.getByLabel(/Remind me/).check()
  await page.getByRole('link', { name: 'Español' }).click()
  await expect(page.getByLabel('Tu nombre')).toHaveValue('Jane Doe')
  await expect(page.getByLabel(/dominio que ya tienes/)).toHaveValue('jane.example')
  await expect(page.getByLabel(/Recuérdamelo/)).toBeChecked()
  await page.getByRole('button', { name: 'Continuar al pago' }).last().click()
  await expect(page.getByRole('alert').first()).toContainText('Revisa lo que has escrito')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByLabel('Your name')).toHaveValue('Jane Doe')
  await expect(page.getByLabel(/domain you already own/)).toHaveValue('jane.example')
  await expect(page.getByLabel(/Remind me/)).toBeChecked()
})

test('who is refused by mistake sends again; the order costs what the card said, and is reminded of once', async ({
  page,
  browser,
}) => {
  const email = newEmail('reminder')
  await page.goto('/?cycle=biennial&currency=gbp')
  const card = page.locator('#plan-premium')
  const [price = ''] = /£\d+\.\d\d(?= for 24 months)/.exec((await card.textContent()) ?? '') ?? []
  expect(price).not.toBe('')
  await card.getByRole('button').click()
  await page.getByLabel('Your name').fill('Jane Doe')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel(/Remind me/).check()

  await change(page, 'note', 'https://pills.example')
  await submit(page).click()
  await expect(page.getByRole('alert').first()).toContainText('filled in by a program')
  await expect(page.locator('input[name=note]')).toHaveValue('')
  await change(page, 'termsVersion', '2020-01-01')
  await submit(page).click()
  await expect(page.getByRole('alert').first()).toContainText('Please read our new terms')
  await expect(page.getByRole('link', { name: /^terms of service/ })).toHaveAttribute('href', '/terms?currency=gbp')
  await submit(page).click()
  await expect(page.getByRole('heading', { name: 'Subscribe to Premium' })).toBeVisible()
  await expect(page.getByText(price).first()).toBeVisible()

  const sql = postgres(demo().database, { max: 1 })
  const [order] = await sql`
    update checkout_sessions set status = 'expired' where email = ${email}
    returning id, terms_version, terms_accepted_at`
  expect(order).toMatchObject({ terms_version: expect.stringMatching(/^\d{4}-/), terms_accepted_at: expect.any(Date) })
  await sql`update graphile_worker._private_jobs set run_at = now() where key = ${`remind:${order?.id}`}`
  await sql.end()
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(1)
  const [mail] = await mailsTo(email)
  const [resume = '', stop = ''] = mail?.text.match(/http:\S+token=\S+/g) ?? []

  // On another device, which has no draft.
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(resume)
  await expect(elsewhere).toHaveURL(/\/checkout\?plan=premium&cycle=biennial&resumed=1&currency=gbp$/)
  await expect(elsewhere.getByText('Here is your order as you left it')).toBeVisible()
  await expect(elsewhere.getByLabel('E-mail address')).toHaveValue(email)
  await expect(elsewhere.getByLabel(/Remind me/)).not.toBeChecked()
  await elsewhere.getByRole('link', { name: 'Español' }).click()
  await expect(elsewhere.getByLabel('Dirección de correo')).toHaveValue(email)
  await elsewhere.goto(stop)
  await elsewhere.getByRole('button', { name: 'Stop all reminders' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('We will not remind you again')
  await elsewhere.goto(resume.slice(0, -3))
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('This link to your order has expired')
  await elsewhere.context().close()
})

/** What no person can do: changes a field that is not seen. */
async function change(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`input[name=${name}]`).evaluate((input: HTMLInputElement, text) => {
    input.value = text
  }, value)
}
