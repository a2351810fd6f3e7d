import { formatOf, type Locale } from './locale'

/** A day as it is written out in a language, e.g. `November 23, 2027`, in UTC. */
export function formatDay(day: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(formatOf[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(day)
}
