import { formatMoney, type Money } from '@/lib/money'
import type { Words } from '@/lib/words/en'
import { localPath } from '@/lib/words/local-path'
import { formatOf, type Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'
import { requestLocale } from './request-locale'

type RequestLanguage = {
  locale: Locale
  words: Words
  /** An amount as people read it. */
  money: (amount: Money) => string
  /** The address of a page. */
  path: (page: string) => string
}

/** How the page speaks that is being rendered, in the language of its address. */
export async function requestLanguage(): Promise<RequestLanguage> {
  const locale = await requestLocale()
  return {
    locale,
    words: wordsOf(locale),
    money: (amount) => formatMoney(amount, formatOf[locale]),
    path: (page) => localPath(locale, page),
  }
}
