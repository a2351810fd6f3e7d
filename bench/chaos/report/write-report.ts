import { mkdirSync, writeFileSync } from 'node:fs'
import { type Finding, isExact } from '@/bench/chaos/books/finding'
import type { Run } from '@/bench/chaos/run-chaos'
import { escapeHtml, htmlPage, htmlTable } from './html-page'
import { timings, whatWasDone } from './print-run'
import { timeLine } from './time-line'

const folder = 'bench/reports'

/** @returns the path of the report of a run under faults: its time line, what was done, and what was found */
export function writeRunReport(run: Run, findings: Finding[]): string {
  const { purchases, seed } = run.options
  return write(
    `chaos-seed-${seed}`,
    findings,
    `<p>${purchases} purchases while everything around was killed, cut and restarted; ${new Date().toUTCString()}, seed
${seed}.</p>
<h2>Time line</h2>
<p>Above: each kill a triangle, each restart a diamond, each cut connection a bar. Below: each order a line from its payment
to its last step.</p>
${timeLine(run)}
<h2>What was done</h2>
${htmlTable(
  ['', 'times'],
  whatWasDone(run).map(({ what, times }) => [what, String(times)]),
)}
<h2>How long orders took</h2>
${htmlTable(
  ['from the payment to the last step', 'seconds'],
  timings(run).map(({ what, seconds }) => [what, seconds]),
)}`,
  )
}

/** @param delays a row for each step, with the seconds of each boundary */
export function writeBoundariesReport(delays: { head: string[]; rows: string[][] }, findings: Finding[]): string {
  return write(
    'chaos-boundaries',
    findings,
    `<p>A worker was killed at each boundary of each step; ${new Date().toUTCString()}.</p>
<h2>Seconds by which an order was delayed when its worker died there</h2>
${htmlTable(delays.head, delays.rows)}`,
  )
}

function write(name: string, findings: Finding[], body: string): string {
  mkdirSync(folder, { recursive: true })
  const path = `${folder}/${name}-${new Date().toISOString().slice(0, 19).replace(/:/g, '')}.html`
  const title = isExact(findings) ? 'Nothing lost, nothing doubled' : 'The books are different'
  writeFileSync(path, htmlPage(title, `${body}\n${found(findings)}`))
  return path
}

function found(findings: Finding[]): string {
  const differences = findings.flatMap(({ differences }) => differences)
  return `<h2>What the books say</h2>
${htmlTable(
  ['', 'looked at', 'different'],
  findings.map(({ title, looked, differences }) => [title, String(looked), String(differences.length)]),
)}
${differences.map((text) => `<p class="different">${escapeHtml(text)}</p>`).join('\n')}`
}
