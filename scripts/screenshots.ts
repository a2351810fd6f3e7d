import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import postgres from 'postgres'
import { demo } from '../e2e/demo'
import { findBrowser } from '../e2e/find-browser'
import { boughtIn, type ServiceState, setServiceState } from '../e2e/service-states'
import { buyQuickly } from '../e2e/shop'
import { startDemo, stopDemo } from '../sandbox/demo/start-demo'
import { findFreePort } from '../sandbox/process/find-free-port'
import { folder } from './pictures/camera'
import { photographAdmin } from './pictures/photograph-admin'
import { photographMails } from './pictures/photograph-mails'
import { photographOrders } from './pictures/photograph-orders'
import { photographPanel } from './pictures/photograph-panel'
import { photographShop } from './pictures/photograph-shop'

const email = 'screenshots@example.com'

/** Takes a picture of every page and mail, on a phone and on a desk, light and dark, from a demo of its own. */
async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-screenshots-'))
  const launcher = await startDemo({ dataDir, port: await findFreePort() })
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath: await findBrowser(), args })
  const sql = postgres(demo().database, { max: 1 })
  try {
    await photographMails(browser)
    const visitor = await browser.newContext({ baseURL: demo().app })
    await photographShop(visitor)
    const { password, sessionId } = await buyQuickly(email)
    const { subscription, order } = await boughtIn(sql, sessionId)
    const state = (name: ServiceState) => setServiceState(sql, subscription, name)
    await photographOrders(visitor, sql, sessionId)
    await photographPanel(browser, visitor, { email, password, state, service: `/panel/services/${subscription}` })
    await state('troubled')
    await photographAdmin(browser, sql, order)
  } finally {
    await sql.end()
    await browser.close()
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
  console.info(`The pictures are in ${folder}/.`)
}

await main()
