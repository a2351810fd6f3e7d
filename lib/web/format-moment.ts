const day = new Intl.DateTimeFormat('en-US', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `November 23, 2026 (UTC)` */
export function formatDay(moment: Date): string {
  return `${day.format(moment)} (UTC)`
}
