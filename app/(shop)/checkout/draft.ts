import { cookies } from 'next/headers'
import { z } from 'zod'
import { defaultCurrency } from '@/lib/catalog/currency'
import { env } from '@/lib/env'
import { shopPath } from '@/lib/storefront/shop-path'
import type { Locale } from '@/lib/words/locale'
import type { Entries } from './checkout-state'

const cookieName = 'checkout-draft'
const lifetimeSeconds = 30 * 60

const schema = z.object({
  'customer.name': z.string(),
  'customer.email': z.string(),
  domain: z.string(),
  couponCode: z.string(),
  attemptId: z.uuid(),
})

type Draft = Entries & { attemptId: string }

/** Keeps what was entered while its owner is on the payment page, in a cookie that only the checkout is sent. */
export async function keepDraft(draft: Draft, locale: Locale): Promise<void> {
  const jar = await cookies()
  jar.set(cookieName, JSON.stringify(draft), {
    path: shopPath({ locale, currency: defaultCurrency }, '/checkout'),
    httpOnly: true,
    // Stripe's link back is a navigation from another site, which `strict` would leave without its cookie.
    sameSite: 'lax',
    secure: env().PANEL_URL.startsWith('https:'),
    maxAge: lifetimeSeconds,
  })
}

/** What was entered before the payment page was opened; null when that is long ago or never was. */
export async function readDraft(): Promise<Draft | null> {
  const jar = await cookies()
  const text = jar.get(cookieName)?.value
  if (!text) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
