import { type Currency, defaultCurrency } from '@/lib/catalog/currency'
import { localPath } from '@/lib/words/local-path'
import type { Locale } from '@/lib/words/locale'

/** What a visitor of the shop has chosen; it lives in the address and nowhere else. */
export type ShopView = { locale: Locale; currency: Currency }

/**
 * The address of a page of the shop, without its origin: the language leads its path, the currency is in its query, and
 * neither is named where it is the default.
 * @param page e.g. `/` or `/hosting`
 * @param query further entries; one that is undefined is left out
 */
export function shopPath(view: ShopView, page: string, query: Record<string, string | undefined> = {}): string {
  const path = localPath(view.locale, page)
  const entries = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) entries.set(name, value)
  if (view.currency !== defaultCurrency) entries.set('currency', view.currency)
  return entries.size > 0 ? `${path}?${entries}` : path
}
