import { expect, type Page, test } from '@playwright/test'
import { newEmail, payWith } from './shop'

const pages = ['/', '/hosting', '/contact', '/status', '/terms', '/privacy', '/nowhere'].flatMap((path) => [
  path,
  path === '/' ? '/es' : `/es${path}`,
])

test('each page has one heading, its own title, its language, and a skip link first', async ({ page }) => {
  const titles = new Set<string>()
  for (const address of pages) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveCount(1)
    await expect(page.locator('html'), address).toHaveAttribute('lang', address.startsWith('/es') ? 'es' : 'en')
    titles.add(`${address.startsWith('/es') ? 'es' : 'en'} ${await page.title()}`)
    await page.keyboard.press('Tab')
    await expect(page.locator(':focus'), address).toHaveAttribute('href', '#main')
  }
  expect([...titles].filter((title) => title.includes('404'))).toEqual([])
  expect(titles.size).toBe(pages.length)
})

test('search engines and shared links find the page, its languages and its picture', async ({ page, request }) => {
  await page.goto('/es/hosting?currency=eur&cycle=yearly')
  const origin = new URL(page.url()).origin
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${origin}/es/hosting`)
  await expect(page.locator('link[hreflang=en]')).toHaveAttribute('href', `${origin}/hosting`)
  await expect(page.locator('link[hreflang=es]')).toHaveAttribute('href', `${origin}/es/hosting`)
  const picture = await page.locator('meta[property="og:image"]').getAttribute('content')
  expect(picture).toBe(`${origin}/social/es/hosting`)
  expect((await request.get(picture ?? '')).headers()['content-type']).toBe('image/png')
  await expect(page.locator('meta[property="og:locale"]')).toHaveAttribute('content', 'es_ES')
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href')
  expect(await (await request.get(manifest ?? '')).json()).toMatchObject({ start_url: '/', icons: expect.any(Array) })

  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  const premium = data['@graph'].find(({ sku }: { sku: string }) => sku === 'premium')
  const yearly = premium.offers.find(({ price }: { price: string }) => price === '122.28')
  expect(yearly).toMatchObject({
    priceCurrency: 'EUR',
    priceSpecification: { price: '122.28', referenceQuantity: { value: 12, unitCode: 'MON' } },
  })
  expect((await request.get(premium.image)).headers()['content-type']).toBe('image/png')
})

test('the site map lists pages that are there, and no family that is not for sale', async ({ request }) => {
  const robots = await (await request.get('/robots.txt')).text()
  for (const line of ['/sitemap.xml', 'Disallow: /panel', 'Disallow: /es/panel', 'Disallow: /es/admin']) {
    expect(robots).toContain(line)
  }
  const map = await (await request.get('/sitemap.xml')).text()
  const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address ?? '')
  expect(addresses.length).toBeGreaterThanOrEqual(10)
  expect(addresses.filter((address) => address.includes('/vps'))).toEqual([])
  for (const address of addresses) expect((await request.get(address)).status(), address).toBe(200)
})

test('a family without a product for sale is a 404 that leads to the plans, and nothing links to it', async ({
  page,
}) => {
  expect((await page.goto('/es/vps'))?.status()).toBe(404)
  await page.getByRole('main').getByRole('link', { name: 'Ver los planes' }).click()
  await expect(page).toHaveURL(/\/es#plans$/)
  await expect(page.locator('a[href*="/vps"]')).toHaveCount(0)
})

test('every other address that is nowhere is a 404, the inner one of the static pages too', async ({ request }) => {
  for (const address of ['/nowhere', '/es/nowhere', '/en', '/static-shop/en/usd/monthly']) {
    expect((await request.get(address)).status(), address).toBe(404)
  }
})

test('the choice of a term is in the address: reload, a shared link and the other currencies keep it', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await page.getByRole('radio', { name: 'Monthly' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/cycle=yearly/)
  await expect(card(page, 'Premium')).toContainText('$131.88 for 12 months')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Yearly' })).toBeChecked()

  await page.getByRole('radio', { name: 'Every 2 years' }).check()
  await page.getByRole('navigation', { name: 'Currency' }).getByRole('link', { name: 'EUR' }).click()
  await expect(page).toHaveURL(/cycle=biennial&currency=eur/)
  const shared = await context.newPage()
  await shared.goto(page.url())
  await expect(shared.getByRole('radio', { name: 'Every 2 years' })).toBeChecked()
  await expect(card(shared, 'Starter')).toContainText('€134.16 for 24 months')
})

test('each card says today’s price, the renewal and the saving, which the table repeats', async ({ page }) => {
  await page.goto('/?cycle=yearly')
  await expect(card(page, 'Starter')).toContainText('$6.79a month')
  await expect(card(page, 'Starter')).toContainText('$81.48 every year')
  await expect(card(page, 'Starter')).toContainText('$14.40 against monthly')
  const row = page.getByRole('row', { name: /^Yearly/ })
  await expect(row).toContainText('$6.79 a month$81.48 in totalsaves $14.40')
})

test('who chose Spanish and euros buys in both, up to the running site', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Español' }).click()
  await page.getByRole('navigation', { name: 'Moneda' }).getByRole('link', { name: 'EUR' }).click()
  await page.getByRole('radio', { name: 'Cada año' }).check()
  await page.getByRole('button', { name: 'Elegir Premium' }).click()
  await expect(page).toHaveURL(/\/es\/checkout\?.*currency=eur/)
  await expect(page.getByRole('complementary')).toContainText('122,28 €')

  await page.getByRole('button', { name: 'Continuar al pago' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Revisa lo que has escrito')
  await expect(page.getByRole('link', { name: 'Escribe tu nombre' })).toBeVisible()
  await page.getByLabel(/Cupón/).fill('NADA')
  await page.getByRole('button', { name: /Aplicar/ }).click()
  await expect(page.getByRole('alert').first()).toContainText('Ese cupón no se puede usar')
  await page.getByLabel(/Cupón/).fill('')
  await page.getByLabel('Tu nombre').fill('Ana García')
  await page.getByLabel('Dirección de correo').fill(newEmail('ana'))
  await page.getByRole('button', { name: 'Continuar al pago' }).click()

  await expect(page.getByText('€122.28').first()).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('Tu nombre')).toHaveValue('Ana García')
  await page.getByRole('button', { name: 'Continuar al pago' }).click()
  await payWith(page, '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Tu sitio está en marcha' })).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
})

for (const javaScriptEnabled of [true, false]) {
  test(`twelve keys and the typed text lead to the payment page, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled, baseURL })
    const page = await context.newPage()
    let pressed = 0
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
      pressed += keys.length
    }
    await page.goto('/')
    // Past the header, to the other currencies, the terms, and the first plan.
    await press('Tab', 'Enter', 'Tab', 'Tab', 'Tab', 'Tab', 'Enter')
    await expect(page.getByRole('heading', { name: 'Checkout' })).toBeVisible()
    await press('Tab', 'Enter', 'Tab')
    await page.keyboard.type('Jane Doe')
    await press('Tab')
    await page.keyboard.type(newEmail('keys'))
    await press('Enter')
    await expect(page.getByRole('heading', { name: 'Subscribe to Starter' })).toBeVisible()
    expect(pressed).toBeLessThanOrEqual(12)
    await context.close()
  })
}

function card(page: Page, plan: string) {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: plan, exact: true }) })
}
