import { defaultLocale, isLocale, type Locale } from './locale'

/** Staff's pages are in the first language only (docs/decisions/0029). */
const staffPages = /^\/admin(?=$|[/?#])/

/** The address of a page in a language: that leads its path, unless it is the default. */
export function localPath(locale: Locale, page: string): string {
  if (locale === defaultLocale || staffPages.test(page)) return page
  return page === '/' ? `/${locale}` : `/${locale}${page}`
}

/**
 * The page of an address, and its language: `/es/checkout` is the page `/checkout` in Spanish. The page never begins with
 * two slashes, by which a browser would leave the shop.
 */
export function splitPath(path: string): { locale: Locale; page: string } {
  const [, first, ...rest] = path.split('/')
  if (!isLocale(first) || first === defaultLocale) return { locale: defaultLocale, page: path }
  const page = `/${rest.join('/').replace(/^[/\\]+/, '')}`
  return { locale: staffPages.test(page) ? defaultLocale : first, page }
}
