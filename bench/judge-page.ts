import { Agent, get } from 'node:http'
import lighthouse from 'lighthouse'
import { median } from './statistics'

const runs = 3
const answers = 100
const warmUps = 10

/** The medians of one page. Marks go to 100, sizes are as they are sent, the answer is until the server's last byte. */
export type PageFigures = Record<
  | 'performance'
  | 'accessibility'
  | 'best practices'
  | 'SEO'
  | 'LCP ms'
  | 'CLS'
  | 'script KiB'
  | 'CSS KiB'
  | 'answer ms',
  number
>

/**
 * Runs Lighthouse's mobile lab run on a page, with the network and processor that it simulates.
 * @param isHidden leaves out whether search engines may list the page
 * @throws when Lighthouse could not load it
 */
export async function judgePage(address: string, debugPort: number, isHidden: boolean): Promise<PageFigures> {
  const answerTimes = await timeAnswers(address)
  const all: Omit<PageFigures, 'answer ms'>[] = []
  for (let run = 0; run < runs; run++) all.push(await runOnce(address, debugPort, isHidden))
  const middle = (name: keyof Omit<PageFigures, 'answer ms'>, digits = 0) =>
    Number(median(all.map((figures) => figures[name])).toFixed(digits))
  return {
    performance: middle('performance'),
    accessibility: middle('accessibility'),
    'best practices': middle('best practices'),
    SEO: middle('SEO'),
    'LCP ms': middle('LCP ms'),
    CLS: middle('CLS', 3),
    'script KiB': middle('script KiB', 1),
    'CSS KiB': middle('CSS KiB', 1),
    'answer ms': Number(median(answerTimes).toFixed(1)),
  }
}

/** On one connection, as a browser or a balancer keeps it; the first answers, which make the page, do not count. */
async function timeAnswers(address: string): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const times: number[] = []
  for (let index = 0; index < warmUps + answers; index++) times.push(await timeAnswer(address, agent))
  agent.destroy()
  return times.slice(warmUps)
}

function timeAnswer(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now()
    get(address, { agent, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      answer.resume().once('end', () => resolve(performance.now() - startedAt))
    }).once('error', reject)
  })
}

async function runOnce(address: string, port: number, isHidden: boolean): Promise<Omit<PageFigures, 'answer ms'>> {
  const skipAudits = isHidden ? ['is-crawlable'] : null
  const result = await lighthouse(address, { port, logLevel: 'error', skipAudits })
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`)
  const { categories, audits } = result.lhr
  const mark = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const figure = (name: string) => audits[name]?.numericValue ?? Number.NaN
  const requests = audits['network-requests']?.details
  const items = requests?.type === 'table' ? requests.items : []
  const sizeOf = (kind: string) =>
    items.filter((item) => item.resourceType === kind).reduce((sum, item) => sum + Number(item.transferSize) / 1024, 0)
  return {
    performance: mark('performance'),
    accessibility: mark('accessibility'),
    'best practices': mark('best-practices'),
    SEO: mark('seo'),
    'LCP ms': figure('largest-contentful-paint'),
    CLS: figure('cumulative-layout-shift'),
    'script KiB': sizeOf('Script'),
    'CSS KiB': sizeOf('Stylesheet'),
  }
}
