import type { Bought } from '@/bench/chaos/buy'
import { lineNames, partNames } from '@/bench/chaos/plan/plan-faults'
import type { Done } from '@/bench/chaos/product/run-faults'
import type { Run } from '@/bench/chaos/run-chaos'

const width = 1_100
const labelWidth = 90
const laneHeight = 20
const orderHeight = 3
const footHeight = 24
const shortest = 1.5
const gridSeconds = 30

const lanes = [...partNames, ...lineNames.map((line) => `to ${line}`)]

/** From a moment to its place on the x axis. */
type Scale = (at: number) => number

/** Everything that was done to the product, and below it each order from its payment to its last step, as SVG. */
export function timeLine(run: Run): string {
  const { startedAt, faults, bought, completedAt } = run
  const paid = bought.filter((one) => one.paidAt !== null).sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0))
  const endedAt = Math.max(...faults.map(({ until }) => until), ...completedAt.values())
  const scale = (at: number) => labelWidth + ((at - startedAt) / (endedAt - startedAt)) * (width - labelWidth)
  const height = lanes.length * laneHeight + paid.length * orderHeight + footHeight
  const drawn = [
    ...gridLines(startedAt, endedAt, height, scale),
    ...lanes.map((lane, index) => `<text x="0" y="${index * laneHeight + 14}">${lane}</text>`),
    ...faults.map((fault) => markOf(fault, scale)),
    ...paid.map((one, index) => lineOf(one, completedAt.get(one.sessionId), index, scale, endedAt)),
  ]
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Faults and orders">${drawn.join('\n')}</svg>`
}

function gridLines(startedAt: number, endedAt: number, height: number, scale: Scale): string[] {
  const count = Math.floor((endedAt - startedAt) / 1000 / gridSeconds) + 1
  return Array.from({ length: count }, (_, index) => {
    const x = scale(startedAt + index * gridSeconds * 1000).toFixed(1)
    return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height - 16}"/>
<text x="${x}" y="${height - 2}">${index * gridSeconds} s</text>`
  })
}

function markOf({ at, until, kind, target }: Done, scale: Scale): string {
  const x = scale(at).toFixed(1)
  const top = lanes.indexOf(kind === 'cut' ? `to ${target}` : target) * laneHeight + 4
  if (kind === 'cut') {
    return `<rect class="cut" x="${x}" y="${top}" width="${(scale(until) - scale(at)).toFixed(1)}" height="10"/>`
  }
  const shape = kind === 'kill' ? 'm-5 11 5-11 5 11z' : 'm-5 6 5-6 5 6-5 6z'
  return `<path class="${kind}" transform="translate(${x} ${top})" d="${shape}"/>`
}

function lineOf({ paidAt }: Bought, doneAt: number | undefined, index: number, scale: Scale, endedAt: number): string {
  const from = scale(paidAt ?? 0)
  const long = Math.max(shortest, scale(doneAt ?? endedAt) - from).toFixed(1)
  const top = lanes.length * laneHeight + index * orderHeight + 4
  return `<rect class="${doneAt ? 'order' : 'lost'}" x="${from.toFixed(1)}" y="${top}" width="${long}" height="2"/>`
}
