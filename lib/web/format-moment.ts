const day = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

const minute = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
  timeZoneName: 'short',
})

/** `November 23, 2026 (UTC)` */
export function formatDay(moment: Date): string {
  return `${day.format(moment)} (UTC)`
}

/** `Nov 23, 2026, 05:54 UTC` */
export function formatMinute(moment: Date): string {
  return minute.format(moment)
}
