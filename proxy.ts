import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { staticPagePath, staticPrefix, unavailablePath } from '@/lib/storefront/static-page'
import policy from '@/lib/web/content-security-policy.json' with { type: 'json' }
import { isDatabaseThere } from '@/lib/web/is-database-there'
import { splitPath } from '@/lib/words/local-path'
import { localeHeader } from '@/lib/words/locale'

/** React's development build evaluates code, and no page comes from a cache. */
const developmentScripts = "'unsafe-inline' 'unsafe-eval'"

/** Pages; what next.config.ts gives a policy of its own is left out, and has no address in another language. */
export const config = {
  matcher:
    '/((?!api/|_next/|social/|sitemap.xml$|robots.txt$|manifest.webmanifest$|icon$|apple-icon$|keep-cycle.js$).*)',
}

const pages = new RegExp(`^${config.matcher}$`)

/**
 * Where forms lead that a browser without scripts sends: to be paid, and to the customer portal. Browsers hold the redirect
 * that answers a form against the page's policy, too.
 */
const stripePages = 'https://checkout.stripe.com https://billing.stripe.com'

/**
 * What Stripe.js, the embedded page and Link in it need (https://docs.stripe.com/security/guide#content-security-policy),
 * without the maps of the address field, which our sessions do not ask for.
 */
const stripe = {
  'script-src': 'https://js.stripe.com https://*.js.stripe.com https://checkout.stripe.com',
  'connect-src': 'https://api.stripe.com https://checkout.stripe.com https://link.com https://*.link.com',
  'frame-src':
    'https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://checkout.stripe.com https://link.com https://*.link.com',
  'img-src': 'https://*.stripe.com https://*.link.com',
}

/** Pages that can say nothing without the database; those of the shop and its status say by themselves how it is. */
const needsDatabase =
  /^\/(panel|admin|checkout|sign-in|change-password|forgot-password|reset-password|confirm-email)(\/|$)/

/**
 * Finds the page that an address means, and gives it its security policy. A static page has that from
 * lib/web/page-cache.mjs; any other page gets a nonce, which Next reads from the request and puts on its scripts.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { locale, page } = splitPath(request.nextUrl.pathname)
  const isShown = request.method === 'GET' || request.method === 'HEAD'
  const isAway = isShown && needsDatabase.test(page) && !(await isDatabaseThere())
  const staticPage = isAway ? unavailablePath(locale) : staticPagePath(locale, page, request.nextUrl.searchParams)
  const header = policyFor(page, staticPage !== null)
  const headers = new Headers(request.headers)
  headers.set(localeHeader, locale)
  headers.set('content-security-policy', header ?? '')
  const isNowhere = page.startsWith(staticPrefix) || !pages.test(page)
  const path = staticPage ?? (isNowhere ? '/missing' : `${page}${request.nextUrl.search}`)
  const response = NextResponse.rewrite(new URL(path, request.url), { request: { headers } })
  if (header) response.headers.set('content-security-policy', header)
  return response
}

/** Styles may be inline, as the brand's colours stand on `<html>` itself. Null for a page that brings its own policy. */
function policyFor(page: string, isStatic: boolean): string | null {
  if (env().NODE_ENV === 'development')
    return headerOf(withAdded(withAdded(policy, { 'script-src': developmentScripts }), stripeSources(page)))
  if (isStatic) return null
  const nonce = `'nonce-${Buffer.from(crypto.randomUUID()).toString('base64')}'`
  return headerOf(withAdded(withAdded(policy, { 'script-src': nonce }), stripeSources(page)))
}

/** Whether and where Stripe is asked, only a running server knows. */
function stripeSources(page: string): Record<string, string> {
  if (!/^\/(checkout|panel)(\/|$)/.test(page)) return {}
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE } = env()
  const standIn = STRIPE_API_BASE && new URL(STRIPE_API_BASE).origin
  const forms = { 'form-action': standIn ?? stripePages }
  if (page !== '/checkout/pay' || !STRIPE_PUBLISHABLE_KEY) return forms
  return { ...forms, ...(standIn ? { 'script-src': standIn, 'frame-src': standIn } : stripe) }
}

function withAdded(base: Record<string, string>, added: Record<string, string>): Record<string, string> {
  const widened = Object.entries(added).map(([directive, sources]) => {
    return [directive, `${base[directive] ?? base['default-src']} ${sources}`]
  })
  return { ...base, ...Object.fromEntries(widened) }
}

function headerOf(sources: Record<string, string>): string {
  return Object.entries(sources)
    .map(([directive, allowed]) => `${directive} ${allowed}`)
    .join('; ')
}
