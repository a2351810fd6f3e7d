import { LocalTime } from '@/components/local-time'
import { requestLocale } from '@/lib/web/request-locale'

/** A day, in the reader's zone and the page's language. */
export async function Day({ at }: { at: Date }) {
  return <LocalTime dateTime={at.toISOString()} format={day} locale={await requestLocale()} />
}

/** A day with its hour and minute, in the reader's zone and the page's language. */
export async function Moment({ at }: { at: Date }) {
  return <LocalTime dateTime={at.toISOString()} format={minute} locale={await requestLocale()} />
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }

const minute: Intl.DateTimeFormatOptions = { ...day, hour: 'numeric', minute: '2-digit' }
