import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { demo } from '../e2e/demo'
import { startDemo, stopDemo } from '../sandbox/demo/start-demo'
import { findFreePort } from '../sandbox/process/find-free-port'
import { buyOnce, type Purchase } from './buy-once'
import { measureMemory, type PartMemory } from './measure-memory'
import { renderReport } from './render-report'
import { median } from './statistics'

const purchases = 20
const medianBoundMs = 1500
const worstBoundMs = 4000
const memoryBoundMb = 900
/** The host ends PHP threads that were idle for 30 seconds, the pools their connections after 20. */
const idleAfterMs = 60_000

/** Buys twenty times in a row from a fresh demo and says how long each took, where, and what the idle product holds. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-bench-'))
  const launcher = await startDemo({ dataDir, port: await findFreePort() })
  process.env.DEMO_JSON = join(dataDir, 'demo.json')
  try {
    const bought = await buyAll()
    console.info(`Waiting ${idleAfterMs / 1000} s until the product is idle …`)
    await pause(idleAfterMs)
    const memory = measureMemory(demo().pids)
    print(bought, memory)
    console.info(`Report: ${writeReport(bought, memory)}`)
    const isMet = areBoundsMet(bought, memory)
    console.info(isMet ? 'Every bound is met.' : 'A bound is MISSED: see above.')
    if (!isMet) process.exitCode = 1
  } finally {
    await stopDemo(launcher)
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function buyAll(): Promise<Purchase[]> {
  const sql = postgres(demo().database, { max: 1 })
  const bought: Purchase[] = []
  for (let number = 1; number <= purchases; number++) {
    const purchase = await buyOnce(sql, demo(), `buyer${number}@example.com`)
    bought.push(purchase)
    const { siteMs, mailMs } = purchase
    console.info(`${number}/${purchases}  site ${siteMs.toFixed(0)} ms  mail ${mailMs.toFixed(0)} ms`)
  }
  await sql.end()
  return bought
}

function areBoundsMet(bought: Purchase[], memory: PartMemory[]): boolean {
  const done = bought.map((purchase) => purchase.doneMs)
  return median(done) <= medianBoundMs && Math.max(...done) <= worstBoundMs && total(memory) <= memoryBoundMb
}

function total(memory: PartMemory[]): number {
  return memory.reduce((sum, part) => sum + part.rssMb, 0)
}

function print(bought: Purchase[], memory: PartMemory[]): void {
  const done = bought.map((purchase) => purchase.doneMs)
  console.info('\nFrom the webhook to the first 200 of the site and the mail in the inbox')
  console.table({
    'site answers': { median: ms(median(bought.map((one) => one.siteMs))) },
    'mail arrives': { median: ms(median(bought.map((one) => one.mailMs))) },
    both: { median: ms(median(done)), worst: ms(Math.max(...done)) },
    bound: { median: ms(medianBoundMs), worst: ms(worstBoundMs) },
  })
  console.info('Each step')
  console.table(Object.fromEntries(stepTimes(bought).map(({ step, times }) => [step, { median: ms(median(times)) }])))
  if (memory.length === 0) return
  console.info(`Memory of the idle product: ${total(memory).toFixed(0)} MB (RSS), at most ${memoryBoundMb} MB`)
  console.table(
    Object.fromEntries(memory.map(({ part, rssMb, pssMb }) => [part, { rss: mb(rssMb), 'shared once': mb(pssMb) }])),
  )
}

function stepTimes(bought: Purchase[]): { step: string; times: number[] }[] {
  const names = bought[0]?.steps.map(({ step }) => step) ?? []
  return names.map((step) => ({
    step,
    times: bought.map((purchase) => purchase.steps.find((taken) => taken.step === step)?.ms ?? 0),
  }))
}

function writeReport(bought: Purchase[], memory: PartMemory[]): string {
  mkdirSync('bench/reports', { recursive: true })
  const path = `bench/reports/purchase-${new Date().toISOString().slice(0, 19).replace(/:/g, '')}.html`
  const bounds = { medianBoundMs, worstBoundMs, memoryBoundMb }
  writeFileSync(path, renderReport({ bought, steps: stepTimes(bought), memory, bounds }))
  return path
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`
}

await main()
