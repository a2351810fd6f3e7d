import { mails as inEnglish, type MailWords } from './en/mails'
import { mails as inSpanish } from './es/mails'
import type { Locale } from './locale'

/** The text of the mails to customers in a language; apart from `wordsOf`, as no page shows it. */
export function mailWords(locale: Locale): MailWords {
  return words[locale]
}

const words: Record<Locale, MailWords> = { en: inEnglish, es: inSpanish }
