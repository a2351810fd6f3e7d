/** In a row, before a part counts as not answering. */
export const failuresToOpen = 3

/** The pause before the first try, which doubles with each try in vain. */
const firstPauseMs = 1_000
const longestPauseMs = 10_000

/** A prober that dies holds all others up for no longer; one that lives renews it while its call takes its time. */
export const probeLeaseMs = 3_000

/** For how long it does so: the copy of a large site takes half an hour, and says nothing until then. */
export const longestProbeMs = 60_000

/** @param tries that were made in vain since the part counts as not answering */
export function pauseBeforeTry(tries: number): number {
  return Math.min(firstPauseMs * 2 ** tries, longestPauseMs)
}
