import { en, type Words } from './en'
import { es } from './es'
import type { Locale } from './locale'

/** The interface text of a language. */
export function wordsOf(locale: Locale): Words {
  return words[locale]
}

const words: Record<Locale, Words> = { en, es }
