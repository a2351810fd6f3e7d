import { LocalTime } from '@/components/local-time'

/** A day, in the reader's zone. */
export function Day({ at }: { at: Date }) {
  return <LocalTime dateTime={at.toISOString()} format={day} />
}

/** A day with its hour and minute, in the reader's zone. */
export function Moment({ at }: { at: Date }) {
  return <LocalTime dateTime={at.toISOString()} format={minute} />
}

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }

const minute: Intl.DateTimeFormatOptions = { ...day, hour: 'numeric', minute: '2-digit' }
