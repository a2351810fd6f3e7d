'use client'

import { useSyncExternalStore } from 'react'

type LocalTimeProps = { dateTime: string; format: Intl.DateTimeFormatOptions }

/**
 * A moment in the reader's own zone. Until the script runs, and without it, it stands in UTC and says so.
 * @param dateTime ISO 8601
 */
export function LocalTime({ dateTime, format }: LocalTimeProps) {
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  const zone: Intl.DateTimeFormatOptions = isInBrowser ? {} : { timeZone: 'UTC', timeZoneName: 'short' }
  return (
    <time dateTime={dateTime}>
      {new Intl.DateTimeFormat('en-US', { ...format, ...zone }).format(new Date(dateTime))}
    </time>
  )
}

function neverChanges() {
  return () => {}
}
