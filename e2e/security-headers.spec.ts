import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from '@playwright/test'
import { webPart } from '../sandbox/demo/parts'
import { findFreePort } from '../sandbox/process/find-free-port'
import { openCrew } from '../sandbox/process/open-crew'
import { appRoutes } from './app-routes'
import { demo, demoPath } from './demo'

/** Every route of the build as an address: what a path leaves open is filled in, and static pages have public names. */
function everyAddress(): string[] {
  return appRoutes().flatMap((route) => {
    const address = route
      .replace(/^\/static-shop\/\[locale\]\/\[currency\]\/\[cycle\]/, '')
      .replace('[family]', 'hosting')
      .replace('[locale]/[page]', 'es/hosting')
      .replace('[act]', 'cancel')
      .replace(/\[\w+\]/g, '00000000-0000-4000-8000-000000000000')
    return isPage(address) ? [address || '/', `/es${address}`] : [address]
  })
}

function isPage(address: string): boolean {
  return !/^\/(api|social)\/|\.|icon$/.test(address)
}

/** It is shown in a frame of ours, and may do nothing at all. */
const picture = '/api/checkout/preview'

const inlineScript = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))([^>]*)>([\s\S]*?)<\/script>/g

test('every route of the build has a strict policy, and its inline scripts are just those that it allows', async ({
  request,
}) => {
  const addresses = everyAddress()
  expect(addresses).toContain('/es/hosting')
  expect(addresses).toContain('/sign-in')
  expect(addresses).toContain(picture)
  for (const address of addresses) {
    const answer = await request.get(address, { maxRedirects: 0 })
    const headers = answer.headers()
    const policy = headers['content-security-policy'] ?? ''
    const scripts = policy.match(/(?:script|default)-src [^;]+/g)?.at(-1) ?? ''
    expect(policy, address).toContain(address === picture ? "frame-ancestors 'self'" : "frame-ancestors 'none'")
    expect(headers['x-frame-options'], address).toBe(address === picture ? 'SAMEORIGIN' : 'DENY')
    expect(headers['strict-transport-security'], address).toBeUndefined()
    if (isPage(address)) {
      const leadsToStripe = /^(\/es)?\/(checkout|panel)(\/|$)/.test(address)
      expect(policy, address).toMatch(
        leadsToStripe ? `form-action 'self' ${demo().stripe};` : /form-action 'self'(;|$)/,
      )
      expect(policy, address).toContain("frame-src 'self'")
    }
    expect(scripts, address).not.toMatch(/unsafe|\*|https?:|data:/)
    expect(headers['x-content-type-options'], address).toBe('nosniff')
    const referrer = address === picture ? 'no-referrer' : 'strict-origin-when-cross-origin'
    expect(headers['referrer-policy'], address).toBe(referrer)
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

test('what is no page has no address in another language', async ({ request }) => {
  for (const address of ['/api/health', '/api/checkout/progress', '/robots.txt', '/sitemap.xml', '/social/es/shop']) {
    expect((await request.get(`/es${address}`)).status(), address).toBe(404)
  }
})

test('behind TLS every answer, of files too, has browsers stay with it', async ({ request }) => {
  const dataDir = dirname(demoPath())
  const settings = parseEnv(readFileSync(join(dataDir, 'settings.env'), 'utf8'))
  const port = await findFreePort()
  const env = { ...process.env, ...settings, PANEL_URL: 'https://shop.example', NODE_ENV: 'production' as const }
  const crew = openCrew({ logsDir: join(dataDir, 'logs'), onStart: () => {} })
  try {
    await crew.start({ ...webPart(port, env), name: 'web-tls' }).whenReady(30_000)
    const files = readdirSync('.next/static/chunks').map((name) => `/_next/static/chunks/${name}`)
    for (const address of [...everyAddress(), ...files.slice(0, 2), '/keep-cycle.js', '/_next/missing.js']) {
      const answer = await request.get(`http://localhost:${port}${address}`, { maxRedirects: 0 })
      expect(answer.headers()['strict-transport-security'], address).toBe('max-age=31536000')
    }
  } finally {
    await crew.stop([{ names: ['web-tls'], limitMs: 5000 }])
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
