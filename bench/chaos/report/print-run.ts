import type { Finding } from '@/bench/chaos/books/finding'
import { lineNames, partNames } from '@/bench/chaos/plan/plan-faults'
import type { Run } from '@/bench/chaos/run-chaos'
import { median } from '@/bench/statistics'

const shownDifferences = 20

/** What was done to the product, how long orders took, and what was found in the books. */
export function printRun(run: Run, findings: Finding[]): void {
  console.info(`\nWhat was done (seed ${run.options.seed})`)
  console.table(Object.fromEntries(whatWasDone(run).map(({ what, times }) => [what, { times }])))
  console.info('How long orders took, from the payment to the last step')
  console.table(Object.fromEntries(timings(run).map(({ what, seconds }) => [what, { seconds }])))
  console.info('What the books say')
  printFindings(findings)
}

export function printFindings(findings: Finding[]): void {
  console.table(
    Object.fromEntries(
      findings.map(({ title, looked, differences }) => [
        title,
        { looked, differences: differences.length, result: differences.length === 0 ? 'exact' : 'DIFFERENT' },
      ]),
    ),
  )
  for (const { title, differences } of findings.filter((finding) => finding.differences.length > 0)) {
    console.info(`${title}:`)
    for (const difference of differences.slice(0, shownDifferences)) console.info(`  ${difference}`)
  }
}

export function whatWasDone({ faults, deliveryFaults, bought, failedTries }: Run): { what: string; times: number }[] {
  const count = (kind: string, target: string) =>
    faults.filter((fault) => fault.kind === kind && fault.target === target).length
  return [
    ...partNames.map((part) => ({ what: `kill -9 ${part}`, times: count('kill', part) })),
    { what: 'restart postgres', times: count('restart', 'postgres') },
    ...lineNames.map((line) => ({ what: `cut the connection to ${line}`, times: count('cut', line) })),
    ...deliveryFaults.map(({ kind, times }) => ({ what: `webhooks: ${kind.replace('delivery_', '')}`, times })),
    { what: 'paid orders', times: bought.filter(({ paidAt }) => paidAt !== null).length },
    { what: 'visitors who did not pay', times: bought.filter(({ paidAt }) => paidAt === null).length },
    { what: 'tries of buyers that failed', times: failedTries },
  ]
}

export function timings({ bought, completedAt, calmAt }: Run): { what: string; seconds: string }[] {
  const took = bought.flatMap(({ sessionId, paidAt }) => {
    const at = completedAt.get(sessionId)
    return paidAt !== null && at !== undefined ? [at - paidAt] : []
  })
  const afterCalm = Math.max(0, ...[...completedAt.values()].map((at) => at - calmAt))
  return [
    { what: 'median', seconds: inSeconds(median(took)) },
    { what: 'longest', seconds: inSeconds(Math.max(...took)) },
    { what: 'the last one, after the last fault', seconds: inSeconds(afterCalm) },
  ]
}

function inSeconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
