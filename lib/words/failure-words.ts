import { failure as inEnglish } from './en/failure'
import { failure as inSpanish } from './es/failure'
import type { Locale } from './locale'

/** What is said where a page failed, apart from `wordsOf` so that a browser loads no more. */
export const failureWords: Record<Locale, typeof inEnglish> = { en: inEnglish, es: inSpanish }
