import { defaultCurrency } from '@/lib/catalog/currency'
import { sign } from '@/lib/signature'
import { shopPath } from '@/lib/storefront/shop-path'
import { defaultLocale, type Locale } from '@/lib/words/locale'

/** Where the reader of an order's reminder stops all of them, now or in years; a mail program by one POST. */
export function stopRemindersPath(checkoutSessionId: string): string {
  return `/api/mail/unsubscribe?token=${sign('stop-reminders', checkoutSessionId)}`
}

/** The page that asks whether to, with a token, or says that it is done; with neither, that the link is of no use. */
export function remindersPagePath(
  locale: Locale = defaultLocale,
  query: { token?: string; stopped?: '1' } = {},
): string {
  return shopPath({ locale, currency: defaultCurrency }, '/checkout/reminders', query)
}
