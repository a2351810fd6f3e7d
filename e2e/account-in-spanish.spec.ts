import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { account } from '../lib/words/en/account'
import { notices } from '../lib/words/en/notices'
import { panel } from '../lib/words/en/panel'
import { planChange } from '../lib/words/en/plan-change'
import { demo } from './demo'
import { boughtIn } from './service-states'
import { buyQuickly, newEmail } from './shop'

const ownPassword = 'four quiet morning lanterns'

/** What no page in Spanish may say: the English sentences, without what they name. */
const english = sentencesIn([account, panel, planChange, notices])

function sentencesIn(words: unknown): string[] {
  if (typeof words === 'function') return sentencesIn(String(words('{name}', '{name}', '{name}')))
  if (typeof words === 'string') {
    return words.split(/\{\w+\}/).flatMap((part) => (/\w \w/.test(part) ? [part.trim()] : []))
  }
  return Object.values(words ?? {}).flatMap(sentencesIn)
}

/** The page is in Spanish, and says so. */
async function expectSpanish(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  expect(new URL(page.url()).pathname).toMatch(/^\/es(\/|$)/)
  expect(await englishOn(page), page.url()).toEqual([])
}

async function englishOn(page: Page): Promise<string[]> {
  const text = `${await page.title()}\n${await page.locator('body').ariaSnapshot()}`
  return english.filter((sentence) => text.includes(sentence))
}

async function signInInSpanish(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Dirección de correo').fill(account.email)
  await page.getByRole('textbox', { name: 'Contraseña' }).fill(account.password)
  await page.getByRole('button', { name: 'Entrar' }).click()
}

test('whoever signs in in Spanish reads and does everything in Spanish', async ({ page }) => {
  test.setTimeout(180_000)
  const email = newEmail('spanish')
  const { password } = await buyQuickly(email)

  await test.step('from the shop to the first sign-in', async () => {
    await page.goto('/es')
    await page.getByRole('link', { name: 'Entrar' }).click()
    await expectSpanish(page)
    await page.getByRole('button', { name: 'Entrar' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Escribe tu contraseña.')
    await signInInSpanish(page, { email, password: 'equivocada' })
    await expect(page.getByRole('alert').first()).toContainText('no corresponden a ninguna cuenta')
    await expectSpanish(page)
    await signInInSpanish(page, { email, password })
    await expect(page).toHaveURL(/\/es\/change-password$/)
    await expectSpanish(page)
    await page.getByRole('textbox', { name: 'Contraseña nueva' }).fill('corta')
    await page.getByRole('button', { name: 'Guardar la contraseña' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Usa al menos 12 caracteres.')
    await page.goto('/es/panel')
    await expect(page).toHaveURL(/\/es\/change-password$/)
    await page.getByRole('textbox', { name: 'Contraseña nueva' }).fill(ownPassword)
    await page.getByRole('button', { name: 'Guardar la contraseña' }).click()
    await expect(page).toHaveURL(/\/es\/panel$/)
  })

  await test.step('the service, with its price and its day as Spanish has them', async () => {
    await expect(page.getByText('En marcha')).toBeVisible()
    await expect(page.getByText('7,99 US$ cada mes')).toBeVisible()
    await expectSpanish(page)
    await expect(page.getByRole('link', { name: 'Añadir un servicio' })).toHaveAttribute('href', '/es#plans')
    await page.getByRole('link', { name: /^Gestionar/ }).click()
    await expect(page.getByText(/^\d{1,2} de [a-z]+ de \d{4}$/).first()).toBeVisible()
    await expect(page.getByRole('table', { name: 'Facturas' })).toContainText('Pagada')
    await expectSpanish(page)
  })
  const address = new URL(page.url()).pathname

  await test.step('another plan', async () => {
    await page.getByRole('link', { name: 'Cambiar de plan o de plazo' }).click()
    await expect(page.getByText('Tu plan actual')).toBeVisible()
    await expectSpanish(page)
    await page.getByRole('link', { name: /a Premium$/ }).click()
    await expect(page.getByText('Es la diferencia entre Premium y Starter')).toBeVisible()
    await expectSpanish(page)
    await page.getByRole('button', { name: /^Pagar .* y cambiar$/ }).click()
    await expect(page.getByText('Tu plan ha cambiado')).toBeVisible()
    await expectSpanish(page)
    await page.goto(`${address}/plan/confirm?plan=premium&cycle=monthly`)
    await expect(page.getByText('Tu servicio ya tiene ese plan y ese plazo.')).toBeVisible()
    await expectSpanish(page)
    await page.goto(`${address}/plan/confirm?plan=starter&cycle=monthly`)
    await page.getByRole('button', { name: 'Dejar previsto el cambio' }).click()
    await expect(page.getByText(/^Tu plan cambia a Starter el \d/)).toBeVisible()
    await expectSpanish(page)
    await page.getByRole('button', { name: 'Retirar el cambio' }).click()
    await expect(page.getByText('Tu plan sigue como está')).toBeVisible()
  })

  await test.step('the end, and no end', async () => {
    await page.getByRole('link', { name: 'Cancelar este servicio' }).click()
    await expect(page.getByText('Datos guardados hasta el')).toBeVisible()
    await expectSpanish(page)
    await page.getByRole('button', { name: 'Cancelar Premium' }).click()
    await expect(page.getByText(/^Este servicio termina el \d/)).toBeVisible()
    await expectSpanish(page)
    await page.goto(`${address}/plan`)
    await expect(page.getByText('Deshaz la cancelación')).toBeVisible()
    await expectSpanish(page)
    await page.goto(address)
    await page.getByRole('button', { name: 'Conservar el servicio' }).click()
    await expect(page.getByText('La cancelación queda deshecha')).toBeVisible()
  })

  await test.step('to Stripe and to English, and back', async () => {
    await page.getByRole('button', { name: 'Tarjeta y datos de facturación' }).click()
    await page.getByRole('link', { name: /Back to the shop/ }).click()
    await expect(page).toHaveURL(new RegExp(`${address}$`))
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.getByRole('heading', { name: 'Invoices' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    expect(await englishOn(page)).not.toEqual([])
    await page.getByRole('link', { name: 'Español' }).click()
    await expect(page).toHaveURL(new RegExp(`${address}$`))
  })

  await test.step('out, and a forgotten password', async () => {
    await page.getByRole('button', { name: 'Salir' }).click()
    await expect(page).toHaveURL(/\/es\/sign-in$/)
    await page.goto(address)
    await expect(page).toHaveURL(/\/es\/sign-in\?next=/)
    await page.getByRole('link', { name: '¿Has olvidado tu contraseña?' }).click()
    await page.getByLabel('Dirección de correo').fill('nadie')
    await page.getByRole('button', { name: 'Enviarme un enlace' }).click()
    await expect(page.getByRole('alert').first()).toContainText('nombre@ejemplo.com')
    await expectSpanish(page)
    await page.getByLabel('Dirección de correo').fill('nadie@example.com')
    await page.getByRole('button', { name: 'Enviarme un enlace' }).click()
    await expect(page.getByText('Mira tu buzón')).toBeVisible()
    await expectSpanish(page)
    await page.goto('/es/reset-password?token=desconocido')
    await expect(page.getByRole('link', { name: 'Pedir un enlace nuevo' })).toBeVisible()
    await expectSpanish(page)
  })

  await test.step('back to the page that asked for it', async () => {
    await page.goto(`${address}/cancel`)
    await signInInSpanish(page, { email, password: ownPassword })
    await expect(page).toHaveURL(new RegExp(`${address}/cancel$`))
  })
})

test('who wants another service finds the plans in the currency that they pay in', async ({ page }) => {
  const email = newEmail('euro')
  const { password, sessionId } = await buyQuickly(email)
  const sql = postgres(demo().database, { max: 1 })
  const { subscription } = await boughtIn(sql, sessionId)
  await sql`update subscriptions set currency = 'eur' where id = ${subscription}`
  await sql`update users set must_change_password = false where email = ${email}`
  await sql.end()
  await page.goto('/es/sign-in')
  await signInInSpanish(page, { email, password })
  await page.getByRole('link', { name: 'Añadir un servicio' }).click()
  await expect(page).toHaveURL(/\/es\?currency=eur#plans$/)
})

test('the pages of staff are in English, whatever leads to them', async ({ page }) => {
  await page.goto('/es/sign-in')
  await signInInSpanish(page, demo().staff)
  await expect(page).toHaveURL(/:\d+\/admin$/)
  for (const address of ['/admin', '/es/admin', '/es/admin/customers']) {
    await page.goto(address)
    await expect(page.getByRole('navigation', { name: 'Staff' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  }
})
