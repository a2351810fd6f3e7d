export type Interval = 'day' | 'week' | 'month' | 'year'

/** The SDK types intervals as open text; the stand-in stores only these four. */
export function intervalNamed(name: string): Interval {
  if (name === 'day' || name === 'week' || name === 'month' || name === 'year') return name
  throw new Error(`No such interval: ${name}`)
}

/**
 * The moment that many intervals later. Months and years go by the calendar (UTC): where the month lacks the day, its
 * last day is taken, so one month after 31 January is 28 or 29 February.
 */
export function addInterval(seconds: number, interval: Interval, count: number): number {
  if (interval === 'day') return seconds + count * 86_400
  if (interval === 'week') return seconds + count * 7 * 86_400
  const start = new Date(seconds * 1000)
  const end = new Date(start)
  end.setUTCDate(1)
  end.setUTCMonth(start.getUTCMonth() + count * (interval === 'year' ? 12 : 1))
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  end.setUTCDate(Math.min(start.getUTCDate(), lastDay))
  return Math.floor(end.getTime() / 1000)
}

/**
 * The first moment after `after` that lies a whole number of periods from the anchor. Counting from the anchor keeps the
 * day: what began on 31 January renews on 28 February and then on 31 March.
 */
export function nextBoundary(anchor: number, interval: Interval, count: number, after: number): number {
  const lengthSeconds = { day: 86_400, week: 7 * 86_400, month: 31 * 86_400, year: 366 * 86_400 }[interval] * count
  let periods = Math.floor((after - anchor) / lengthSeconds)
  while (addInterval(anchor, interval, count * periods) <= after) periods++
  return addInterval(anchor, interval, count * periods)
}
