import { headers } from 'next/headers'
import { defaultLocale, isLocale, type Locale, localeHeader } from '@/lib/words/locale'

/** The language that leads the address of the page that is being rendered. */
export async function requestLocale(): Promise<Locale> {
  const locale = (await headers()).get(localeHeader)
  return isLocale(locale) ? locale : defaultLocale
}
