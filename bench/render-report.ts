import type { Purchase } from './buy-once'
import type { PartMemory } from './measure-memory'
import { median } from './statistics'

const width = 860
const labelWidth = 170
const barHeight = 18
const rowHeight = 26

type Bar = { label: string; value: number; text: string }

/** One HTML file with everything in it: figures, a bar for each purchase, step and part. */
export function renderReport(report: {
  bought: Purchase[]
  steps: { step: string; times: number[] }[]
  memory: PartMemory[]
  bounds: { medianBoundMs: number; worstBoundMs: number; memoryBoundMb: number }
}): string {
  const { bought, steps, memory, bounds } = report
  const done = bought.map((purchase) => purchase.doneMs)
  const totalMb = memory.reduce((sum, part) => sum + part.rssMb, 0)
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Purchase benchmark</title>
<style>
  :root { color-scheme: light dark; --bar: light-dark(#0b6b4a, #6fd3a8); --mark: light-dark(#b3541e, #f0a878) }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem }
  svg { width: 100%; height: auto; font: 13px system-ui, sans-serif } text { fill: currentColor }
  rect { fill: var(--bar) } line { stroke: var(--mark); stroke-width: 2; stroke-dasharray: 4 3 }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem } dd { margin: 0; font-weight: 600 }
</style>
<h1>From payment to a live site</h1>
<p>${bought.length} purchases in a row on a fresh demo, ${new Date().toUTCString()}. Each time runs from the arrival of the
payment's webhook to the site's first 200 and the mail in the inbox, whichever is later.</p>
<dl>
  <dt>Median</dt><dd>${median(done).toFixed(0)} ms (at most ${bounds.medianBoundMs} ms)</dd>
  <dt>Worst</dt><dd>${Math.max(...done).toFixed(0)} ms (at most ${bounds.worstBoundMs} ms)</dd>
  <dt>Idle memory</dt><dd>${totalMb.toFixed(0)} MB (at most ${bounds.memoryBoundMb} MB)</dd>
</dl>
<h2>Each purchase</h2>
${bars(
  done.map((ms, index) => ({ label: `Purchase ${index + 1}`, value: ms, text: `${ms.toFixed(0)} ms` })),
  bounds.medianBoundMs,
)}
<h2>Median of each step</h2>
${bars(steps.map(({ step, times }) => ({ label: step, value: median(times), text: `${median(times).toFixed(0)} ms` })))}
<h2>Memory of the idle product</h2>
${bars(memory.map(({ part, rssMb }) => ({ label: part, value: rssMb, text: `${rssMb.toFixed(0)} MB` })))}
</html>
`
}

/** @param bound where a dashed line is drawn */
function bars(rows: Bar[], bound?: number): string {
  const most = Math.max(...rows.map((row) => row.value), bound ?? 0, 1)
  const scale = (value: number) => (value / most) * (width - labelWidth - 90)
  const drawn = rows.map(({ label, value, text }, index) => {
    const top = index * rowHeight
    return `<text x="0" y="${top + 14}">${label}</text>
<rect x="${labelWidth}" y="${top}" width="${scale(value).toFixed(1)}" height="${barHeight}" rx="3"/>
<text x="${(labelWidth + scale(value) + 6).toFixed(1)}" y="${top + 14}">${text}</text>`
  })
  const height = rows.length * rowHeight
  const x = bound && (labelWidth + scale(bound)).toFixed(1)
  const line = bound ? `<line x1="${x}" x2="${x}" y1="0" y2="${height}"/>` : ''
  return `<svg viewBox="0 0 ${width} ${height}" role="img">${drawn.join('\n')}${line}</svg>`
}
