import type { Run } from '@/bench/chaos/run-chaos'
import type { Finding } from './finding'

/** From the end of the last fault. */
const completeWithinMs = 60_000

/** Whether the run itself did and saw what it should. */
export function checkRun(run: Run): Finding[] {
  return [everyoneBought(run), everyFaultHappened(run), completeInTime(run), untoldFound(run)]
}

function everyoneBought({ bought, failures }: Run): Finding {
  return { title: 'Every buyer could buy in the end', looked: bought.length + failures.length, differences: failures }
}

function everyFaultHappened({ faults, options }: Run): Finding {
  const kills = faults.filter(({ kind }) => kind === 'kill').length
  const differences = kills >= options.kills ? [] : [`${kills} kills instead of ${options.kills}`]
  return { title: 'As many processes were killed as was asked for', looked: kills, differences }
}

function completeInTime({ bought, calmAt, completedAt }: Run): Finding {
  const paid = bought.filter(({ paidAt }) => paidAt !== null)
  const late = paid.filter(({ sessionId, paidAt }) => {
    return (completedAt.get(sessionId) ?? Infinity) > Math.max(calmAt, paidAt ?? 0) + completeWithinMs
  })
  return {
    title: `Every order was complete within ${completeWithinMs / 1000} s of the last fault`,
    looked: paid.length,
    differences: late.map(({ order, sessionId }) => `Order ${order.number} (${sessionId}) was not`),
  }
}

function untoldFound({ bought, foundByReconciliation }: Run): Finding {
  const untold = bought.filter(({ order }) => order.habit === 'is told by nobody')
  const missed = untold.filter(({ sessionId }) => !foundByReconciliation.includes(sessionId))
  return {
    title: 'A payment of which neither an event nor a browser told was found by reconciliation',
    looked: untold.length,
    differences: [
      ...(untold.length === 0 ? ['There was none'] : []),
      ...missed.map(({ order, sessionId }) => `Order ${order.number} (${sessionId}) was not found by it`),
    ],
  }
}
