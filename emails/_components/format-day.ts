/** A day as people write it, e.g. `November 23, 2027`, in UTC. @param moment ISO 8601 */
export function formatDay(moment: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment))
}
