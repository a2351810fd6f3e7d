import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'

const usual = {
  DATABASE_URL: process.env.DATABASE_URL ?? '',
  PANEL_URL: 'http://localhost:3000',
  STRIPE_PUBLISHABLE_KEY: '',
  STRIPE_API_BASE: '',
}

/** What the proxy makes of an address: where it leads, and the headers that it sends and hands on. */
async function ask(address: string, settings: Record<string, string> = {}, method = 'GET') {
  for (const [name, value] of Object.entries({ ...usual, ...settings })) vi.stubEnv(name, value)
  vi.resetModules()
  // Of the settings before.
  await globalThis.databasePool?.$client.end({ timeout: 0 })
  globalThis.databasePool = undefined
  const { proxy } = await import('./proxy')
  const { headers } = await proxy(
    new NextRequest(`http://127.0.0.1:3000${address}`, { method, headers: { 'x-locale': 'xx' } }),
  )
  const rewritten = headers.get('x-middleware-rewrite')
  return {
    leadsTo: rewritten?.replace(/^http:\/\/(127\.0\.0\.1|localhost):3000/, ''),
    policy: directives(headers.get('content-security-policy')),
    handedOn: {
      policy: directives(headers.get('x-middleware-request-content-security-policy')),
      locale: headers.get('x-middleware-request-x-locale'),
    },
  }
}

function directives(policy: string | null) {
  return policy && Object.fromEntries(policy.split('; ').map((part) => [part.split(' ')[0], part]))
}

test.each([
  ['/', '/static-shop/en/usd/monthly'],
  ['/?cycle=yearly&currency=eur', '/static-shop/en/eur/yearly'],
  ['/?cycle=weekly&currency=btc&utm_source=x', '/static-shop/en/usd/monthly'],
  ['/es', '/static-shop/es/usd/monthly'],
  ['/es/hosting?currency=gbp', '/static-shop/es/gbp/monthly/hosting'],
  ['/terms?cycle=yearly', '/static-shop/en/usd/monthly/terms'],
])('%s is the static page %s, which brings its own policy', async (address, path) => {
  expect(await ask(address)).toMatchObject({ leadsTo: path, policy: null })
})

test.each([
  ['/checkout?plan=starter', 'en', '/checkout?plan=starter'],
  ['/es/checkout?plan=starter', 'es', '/checkout?plan=starter'],
  ['/en/checkout', 'en', '/en/checkout'],
  ['/es/panel', 'es', '/panel'],
  ['/es/admin/orders/1', 'en', '/admin/orders/1'],
  ['/static-shop/en/usd/yearly', 'en', '/missing'],
  ['/es/static-shop/en/usd/yearly', 'es', '/missing'],
  ['/es/api/health', 'es', '/missing'],
  ['/es/_next/static/x.js', 'es', '/missing'],
  ['/es/social/es/shop', 'es', '/missing'],
  ['/es/robots.txt', 'es', '/missing'],
  ['/es/icons', 'es', '/icons'],
])('%s is made at each request, in %s, by %s', async (address, locale, path) => {
  expect(await ask(address)).toMatchObject({ leadsTo: path, handedOn: { locale } })
})

test.each([
  ['/panel/services/1', '/static-shop/en/usd/monthly/unavailable'],
  ['/es/checkout/complete?session_id=cs_1', '/static-shop/es/usd/monthly/unavailable'],
  ['/sign-in', '/static-shop/en/usd/monthly/unavailable'],
  ['/checkouts', '/checkouts'],
  ['/status', '/status'],
  ['/', '/static-shop/en/usd/monthly'],
])('without a database %s is %s', async (address, path) => {
  expect(await ask(address, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toMatchObject({ leadsTo: path })
})

test('what is sent by a form is never led elsewhere', async () => {
  const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
  expect(await ask('/sign-in', { DATABASE_URL }, 'POST')).toMatchObject({ leadsTo: '/sign-in' })
})

test('a page that is made at each request runs only scripts with the nonce of that request', async () => {
  const [first, second] = [await ask('/sign-in'), await ask('/sign-in')]
  expect(first.policy).toMatchObject({
    'default-src': "default-src 'self'",
    'script-src': expect.stringMatching(/^script-src 'self' 'nonce-[\w+/=]{20,}'$/),
    'frame-ancestors': "frame-ancestors 'none'",
    'object-src': "object-src 'none'",
    'base-uri': "base-uri 'none'",
  })
  expect(first.handedOn.policy).toEqual(first.policy)
  expect(second.policy?.['script-src']).not.toBe(first.policy?.['script-src'])
})

test.each(['/checkout?plan=starter', '/es/checkout', '/panel/services/1'])(
  'a form on %s may lead to Stripe, or to its stand-in, and nowhere else',
  async (address) => {
    expect((await ask(address)).policy?.['form-action']).toBe(
      "form-action 'self' https://checkout.stripe.com https://billing.stripe.com",
    )
    expect((await ask(address, { STRIPE_API_BASE: 'http://127.0.0.1:12111/' })).policy?.['form-action']).toBe(
      "form-action 'self' http://127.0.0.1:12111",
    )
    expect((await ask('/sign-in')).policy?.['form-action']).toBe("form-action 'self'")
  },
)

const withKey = { STRIPE_PUBLISHABLE_KEY: 'pk_test_abc', STRIPE_API_BASE: '' }

test('without a publishable key the payment page has the policy of every page', async () => {
  const { policy } = await ask('/checkout/pay', { STRIPE_PUBLISHABLE_KEY: '' })
  expect(JSON.stringify({ ...policy, 'form-action': '' })).not.toContain('stripe')
})

test('with one it may also use Stripe, in each language, and nothing else is loosened', async () => {
  for (const address of ['/checkout/pay?session_id=cs_1', '/es/checkout/pay?session_id=cs_1']) {
    const { policy } = await ask(address, withKey)
    expect(policy).toMatchObject({
      'default-src': "default-src 'self'",
      'script-src': expect.stringMatching(
        /^script-src 'self' 'nonce-[\w+/=]+' https:\/\/js\.stripe\.com https:\/\/\*\.js\.stripe\.com https:\/\/checkout\.stripe\.com$/,
      ),
      'connect-src':
        "connect-src 'self' https://api.stripe.com https://checkout.stripe.com https://link.com https://*.link.com",
      'img-src': "img-src 'self' data: https://*.stripe.com https://*.link.com",
      'frame-src': expect.stringMatching(
        /^frame-src 'self' https:\/\/js\.stripe\.com .* https:\/\/hooks\.stripe\.com /,
      ),
      'frame-ancestors': "frame-ancestors 'none'",
      'object-src': "object-src 'none'",
    })
  }
  const { policy } = await ask('/checkout', withKey)
  expect(JSON.stringify({ ...policy, 'form-action': '' })).not.toContain('stripe')
})

test('beside a stand-in it may use that and not Stripe', async () => {
  const { policy } = await ask('/checkout/pay', { ...withKey, STRIPE_API_BASE: 'http://127.0.0.1:12111/' })
  expect(policy).toMatchObject({
    'script-src': expect.stringMatching(/^script-src 'self' 'nonce-[\w+/=]+' http:\/\/127\.0\.0\.1:12111$/),
    'frame-src': "frame-src 'self' http://127.0.0.1:12111",
  })
  expect(JSON.stringify(policy)).not.toContain('stripe.com')
})
