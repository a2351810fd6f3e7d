const dayMs = 24 * 60 * 60 * 1000

/** A number of whole days (of 24 hours) later, or earlier when it is negative. */
export function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs)
}

/** The first of some moments that is still to come, or null. */
export function nextOf(moments: Date[], now: Date): Date | null {
  const coming = moments.filter((moment) => moment > now).sort((a, b) => a.getTime() - b.getTime())
  return coming[0] ?? null
}
