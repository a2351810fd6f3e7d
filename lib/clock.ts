let offsetMs = 0

/** The time that every rule of the product uses. */
export function now(): Date {
  return new Date(Date.now() + offsetMs)
}

/** Moves the clock to a moment, from where it goes on; without one, back to the real time. For tests. */
export function moveClock(to?: Date): void {
  offsetMs = to ? to.getTime() - Date.now() : 0
}
