/** The languages of the shop. The first is meant where an address names none. */
export const locales = ['en', 'es'] as const

export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = locales[0]

export function isLocale(text: unknown): text is Locale {
  return locales.some((locale) => locale === text)
}

/** How dates and amounts are written in a language, for `Intl`. */
export const formatOf: Record<Locale, string> = { en: 'en-US', es: 'es-ES' }

/** What a language calls itself. */
export const nameOf: Record<Locale, string> = { en: 'English', es: 'Español' }

/** The header in which proxy.ts tells a page its language, at every request and whatever the browser sends. */
export const localeHeader = 'x-locale'
