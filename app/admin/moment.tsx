import { LocalTime } from '@/components/local-time'

/** A moment to the minute, in the reader's zone. */
export function Moment({ at }: { at: Date }) {
  return (
    <span className="lg:whitespace-nowrap">
      <LocalTime dateTime={at.toISOString()} format={minute} />
    </span>
  )
}

/** A moment to the second, for what follows one another closely. */
export function ExactMoment({ at }: { at: Date }) {
  return (
    <span className="lg:whitespace-nowrap">
      <LocalTime dateTime={at.toISOString()} format={second} />
    </span>
  )
}

const minute: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
}

const second: Intl.DateTimeFormatOptions = { ...minute, second: '2-digit' }
