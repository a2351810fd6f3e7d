import { formatMoney, type Money } from '@/lib/money'
import { formatDay } from '@/lib/words/format-day'
import { formatOf, type Locale } from '@/lib/words/locale'
import { mailWords } from '@/lib/words/mail-words'
import { wordsOf } from '@/lib/words/words-of'

/** What a mail needs to be written in a language: its words, and how days and amounts are written. */
export function languageOf(locale: Locale) {
  const write = (moment: string, how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatOf[locale], { ...how, timeZone: 'UTC' }).format(new Date(moment))
  return {
    words: mailWords(locale),
    cycles: wordsOf(locale).cycles,
    money: (amount: Money) => formatMoney(amount, formatOf[locale]),
    /** @param moment ISO 8601; the day is that of UTC, e.g. `November 23, 2027` */
    day: (moment: string) => formatDay(new Date(moment), locale),
    /** @param moment ISO 8601 */
    minute: (moment: string) => `${write(moment, { dateStyle: 'long', timeStyle: 'short' })} (UTC)`,
  }
}
