'use client'

import { useSyncExternalStore } from 'react'
import { formatOf, type Locale } from '@/lib/words/locale'

type LocalTimeProps = { dateTime: string; format: Intl.DateTimeFormatOptions; locale?: Locale }

/**
 * A moment in the reader's own zone. Until the script runs, and without it, it stands in UTC and says so.
 * @param dateTime ISO 8601
 */
export function LocalTime({ dateTime, format, locale = 'en' }: LocalTimeProps) {
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const zone: Intl.DateTimeFormatOptions = isInBrowser ? {} : { timeZone: 'UTC', timeZoneName: 'short' }
  return (
    <time dateTime={dateTime}>
      {new Intl.DateTimeFormat(formatOf[locale], { ...format, ...zone }).format(new Date(dateTime))}
    </time>
  )
}

function neverChanges() {
  return () => {}
}
