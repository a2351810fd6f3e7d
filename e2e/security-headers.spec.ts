import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { appRoutes } from './app-routes'

/** Every route of the build as an address: what a path leaves open is filled in, and static pages have public names. */
function everyAddress(): string[] {
  return appRoutes().flatMap((route) => {
    const address = route
      .replace(/^\/static-shop\/\[locale\]\/\[currency\]\/\[cycle\]/, '')
      .replace('[family]', 'hosting')
      .replace('[locale]', 'es')
      .replace('[act]', 'cancel')
      .replace(/\[\w+\]/g, '00000000-0000-4000-8000-000000000000')
    const isPage = !/^\/(api|social)\/|\.|icon$/.test(address)
    return isPage ? [address || '/', `/es${address}`] : [address]
  })
}

const inlineScript = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))([^>]*)>([\s\S]*?)<\/script>/g

test('every route of the build has a strict policy, and its inline scripts are just those that it allows', async ({
  request,
}) => {
  const addresses = everyAddress()
  expect(addresses).toContain('/es/hosting')
  expect(addresses).toContain('/sign-in')
  for (const address of addresses) {
    const answer = await request.get(address, { maxRedirects: 0 })
    const headers = answer.headers()
    const policy = headers['content-security-policy'] ?? ''
    const scripts = policy.match(/(?:script|default)-src [^;]+/g)?.at(-1) ?? ''
    expect(policy, address).toContain("frame-ancestors 'none'")
    expect(scripts, address).not.toMatch(/unsafe|\*|https?:|data:/)
    expect(headers['x-content-type-options'], address).toBe('nosniff')
    expect(headers['referrer-policy'], address).toBe('strict-origin-when-cross-origin')
    expect(headers['permissions-policy'], address).toContain('camera=()')
    expect(headers['x-powered-by'], address).toBeUndefined()
    if (!headers['content-type']?.startsWith('text/html')) continue
    for (const [, attributes = '', text = ''] of (await answer.text()).matchAll(inlineScript)) {
      const nonce = / nonce="([^"]+)"/.exec(attributes)?.[1]
      const source = nonce ? `nonce-${nonce}` : `sha256-${createHash('sha256').update(text).digest('base64')}`
      expect(scripts, `${address}: ${text.slice(0, 80)}`).toContain(`'${source}'`)
    }
  }
})

test('a static page has the same policy when it comes from the cache', async ({ request }) => {
  const first = await request.get('/contact?currency=gbp')
  const second = await request.get('/contact?currency=gbp')
  expect(second.headers()['x-nextjs-cache']).toBe('HIT')
  expect(second.headers()['content-security-policy']).toBe(first.headers()['content-security-policy'])
})

test('no page has a browser complain', async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()} ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${error.message}`))
  const addresses = ['/', '/es/hosting?currency=eur', '/terms', '/contact', '/status', '/sign-in', '/forgot-password']
  for (const address of [
    ...addresses,
    '/checkout?plan=starter&cycle=monthly',
    '/es/checkout?plan=premium&cycle=yearly',
  ]) {
    await page.goto(address, { waitUntil: 'networkidle' })
  }
  expect(complaints).toEqual([])
})
