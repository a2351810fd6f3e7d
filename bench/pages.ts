import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { demo } from '../e2e/demo'
import { findBrowser } from '../e2e/find-browser'
import { startDemo, stopDemo } from '../sandbox/demo/start-demo'
import { findFreePort } from '../sandbox/process/find-free-port'
import { order, pay } from './buy-once'
import { judgePage, type PageFigures } from './judge-page'

type PageUnderTest = {
  path: string
  /** What Lighthouse's mark for performance has to be. */
  performance: number
  /** A page of the storefront is bound in its bytes and in the server's time, too. */
  isStatic: boolean
  /** Search engines are kept away from it on purpose: Lighthouse's check of that is left out. */
  isHidden?: boolean
}

const scriptKiB = 140
const styleKiB = 12
const answerMs = 10
const paintMs = 2000
const shift = 0.02

/** Measures the pages of a purchase in Lighthouse's mobile run, each three times, against a fresh production demo. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-pages-'))
  const launcher = await startDemo({ dataDir, port: await findFreePort() })
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  const debugPort = await findFreePort()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...sandbox, `--remote-debugging-port=${debugPort}`],
  })
  try {
    const rows = []
    for (const page of await listPages()) {
      const figures = await judgePage(`${demo().app}${page.path}`, debugPort, page.isHidden ?? false)
      rows.push({ page, figures, missed: missedBounds(page, figures) })
      console.info(`${page.path}: ${figures.performance}`)
    }
    console.table(Object.fromEntries(rows.map(({ page, figures }) => [page.path.slice(0, 40), figures])))
    const missed = rows.flatMap(({ page, missed }) => missed.map((bound) => `${page.path}: ${bound}`))
    if (missed.length > 0) process.exitCode = 1
    const busyness = `The load of this machine's ${cpus().length} cores is ${loadavg()[0]?.toFixed(1)}.`
    console.info(missed.length > 0 ? `MISSED:\n${missed.join('\n')}\n${busyness}` : 'Every bound is met.')
  } finally {
    await browser.close()
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The families that are for sale stand in the site map; the landing page needs an order that is done. */
async function listPages(): Promise<PageUnderTest[]> {
  const map = await (await fetch(`${demo().app}/sitemap.xml`)).text()
  const families = ['/hosting', '/wordpress', '/email', '/vps'].filter((path) => map.includes(`${path}</loc>`))
  const { url, sessionId } = await order(demo().app, 'pages@example.com')
  await pay(url)
  return [
    ...['/', '/es?currency=eur', ...families].map((path) => ({ path, performance: 98, isStatic: true })),
    { path: '/checkout?plan=premium&cycle=yearly', performance: 95, isStatic: false },
    { path: `/checkout/complete?session_id=${sessionId}`, performance: 95, isStatic: false, isHidden: true },
  ]
}

function missedBounds(page: PageUnderTest, figures: PageFigures): string[] {
  const bounds: [name: keyof PageFigures, isMet: boolean][] = [
    ['performance', figures.performance >= page.performance],
    ['accessibility', figures.accessibility === 100],
    ['best practices', figures['best practices'] === 100],
    ['SEO', figures.SEO === 100],
    ['LCP ms', figures['LCP ms'] <= paintMs],
    ['CLS', figures.CLS <= shift],
    ['script KiB', !page.isStatic || figures['script KiB'] <= scriptKiB],
    ['CSS KiB', !page.isStatic || figures['CSS KiB'] <= styleKiB],
    ['answer ms', !page.isStatic || figures['answer ms'] <= answerMs],
  ]
  return bounds.filter(([, isMet]) => !isMet).map(([name]) => `${name} is ${figures[name]}`)
}

await main()
