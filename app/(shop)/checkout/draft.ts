import { cookies } from 'next/headers'
import { z } from 'zod'
import { defaultCurrency } from '@/lib/catalog/currency'
import { env } from '@/lib/env'
import { shopPath } from '@/lib/storefront/shop-path'
import { locales } from '@/lib/words/locale'
import type { Entries } from './checkout-state'

const lifetimeSeconds = 30 * 60

/** The checkout has an address in each language, and a cookie has one path: so there is one for each. */
const cookiesOfDraft = locales.map((locale) => ({
  name: `checkout-draft-${locale}`,
  path: shopPath({ locale, currency: defaultCurrency }, '/checkout'),
}))

const schema = z.object({
  'customer.name': z.string(),
  'customer.email': z.string(),
  domain: z.string(),
  couponCode: z.string(),
  reminder: z.string(),
  attemptId: z.uuid(),
})

type Draft = Entries & { attemptId: string }

/** Keeps what was entered while its owner is on the payment page, in cookies that only the checkout is sent. */
export async function keepDraft(draft: Draft): Promise<void> {
  const jar = await cookies()
  for (const { name, path } of cookiesOfDraft) {
    jar.set(name, JSON.stringify(draft), {
      path,
      httpOnly: true,
      // Stripe's link back is a navigation from another site, which `strict` would leave without its cookie.
      sameSite: 'lax',
      secure: env().PANEL_URL.startsWith('https:'),
      maxAge: lifetimeSeconds,
    })
  }
}

/** What was entered before the payment page was opened; null when that is long ago or never was. */
export async function readDraft(): Promise<Draft | null> {
  const jar = await cookies()
  const text = cookiesOfDraft.map(({ name }) => jar.get(name)?.value).find(Boolean)
  if (!text) return null
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
