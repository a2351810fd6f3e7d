import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBooks } from '@/bench/chaos/books/check-books'
import type { Finding } from '@/bench/chaos/books/finding'
import { readBooks } from '@/bench/chaos/books/read-books'
import { openDatabase } from '@/bench/chaos/books/read-rows'
import type { PartName } from '@/bench/chaos/plan/plan-faults'
import { endOnSignal } from '@/bench/chaos/product/end-on-signal'
import { startProduct } from '@/bench/chaos/product/start-product'
import { printFindings } from '@/bench/chaos/report/print-run'
import { writeBoundariesReport } from '@/bench/chaos/report/write-report'
import { median } from '@/bench/statistics'
import type { CrashPoint } from '@/lib/fulfilment/crash-points'
import { type StepName, stepNames } from '@/lib/fulfilment/step-names'
import { awaitQuiet } from './await-quiet'
import { buyAlone, completedAt, type Paid, type Scene, untilAllBegun } from './buy-alone'
import { finish } from './finish'
import type { Options } from './read-options'

const points: CrashPoint[] = ['before_intent', 'after_intent', 'mail_taken', 'after_effect', 'after_commit']
const workers: PartName[] = ['worker-1', 'worker-2']
const undisturbedOrders = 5
const ordersInOutage = 4
const restartWithinMs = 60_000
const quietWithinMs = 120_000

const deathMayDelayMs = 3_000
const outageMs = 10_000
const outageMayDelayMs = 15_000

type Crash = { step: StepName; point: CrashPoint; delayMs: number; hasCrashed: boolean }

/**
 * Lets a worker die at each boundary of each step, one order after the other, then takes PostgreSQL away for ten
 * seconds; measures by how much that delays orders, and checks the books of all of them.
 * @returns whether nothing was lost, doubled or late
 */
export async function walkBoundaries(options: Options): Promise<boolean> {
  console.info('Starting PostgreSQL, the stand-ins, two web and two worker processes …')
  const product = await startProduct((dataDir) => ({ CRASH_POINTS_DIR: pointsDir(dataDir) }))
  mkdirSync(pointsDir(product.dataDir))
  endOnSignal(product)
  const sql = openDatabase(product.databaseUrl)
  const scene: Scene = { product, sql, bought: [] }
  const findings: Finding[] = []
  try {
    const usualMs = await measureUsual(scene)
    const crashes = await crashEverywhere(scene, usualMs)
    findings.push(...crashFindings(crashes), await loseDatabase(scene))
    await awaitQuiet(product, sql, { purchases: scene.bought.length, withinMs: quietWithinMs })
    findings.push(...(await checkBooks(product, sql, await readBooks(product, sql, scene.bought))))
    console.info('\nSeconds by which an order was delayed when its worker died there')
    console.table(Object.fromEntries(stepNames.map((step) => [step, rowOf(crashes, step)])))
    printFindings(findings)
    const rows = stepNames.map((step) => [step, ...Object.values(rowOf(crashes, step))])
    console.info(`Report: ${writeBoundariesReport({ head: ['', ...points], rows }, findings)}`)
  } finally {
    await sql.end({ timeout: 1 })
    await product.stop()
  }
  return finish(options, product, findings)
}

function pointsDir(dataDir: string): string {
  return join(dataDir, 'crash-points')
}

/** @returns the median time of some orders that nothing disturbs, from payment to last step */
async function measureUsual(scene: Scene): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < undisturbedOrders; count++) times.push(await timeOf(scene, await buyAlone(scene)))
  console.info(`An order that nothing disturbs takes ${seconds(median(times))} s.`)
  return median(times)
}

async function timeOf(scene: Scene, { sessionId, paidAt }: Paid): Promise<number> {
  return (await completedAt(scene, sessionId)) - paidAt
}

async function crashEverywhere(scene: Scene, usualMs: number): Promise<Crash[]> {
  const crashes: Crash[] = []
  for (const step of stepNames) {
    for (const point of pointsOf(step)) {
      const crash = await crashAt(scene, step, point, usualMs)
      console.info(`${step} ${point}: delayed by ${seconds(crash.delayMs)} s`)
      crashes.push(crash)
    }
  }
  return crashes
}

function pointsOf(step: StepName): CrashPoint[] {
  return points.filter((point) => point !== 'mail_taken' || step === 'welcome_mail')
}

async function crashAt(scene: Scene, step: StepName, point: CrashPoint, usualMs: number): Promise<Crash> {
  const { dataDir, parts } = scene.product
  const before = workers.map((worker) => parts[worker].pid())
  let file = ''
  const paid = await buyAlone(scene, (orderId) => {
    file = join(pointsDir(dataDir), orderId)
    writeFileSync(file, `${step} ${point}`)
  })
  const delayMs = (await timeOf(scene, paid)) - usualMs
  const dead = workers.filter((worker, index) => parts[worker].pid() !== before[index])
  // The next order finds two workers again.
  await Promise.all(dead.map((worker) => parts[worker].whenReady(restartWithinMs)))
  return { step, point, delayMs, hasCrashed: !existsSync(file) && dead.length === 1 }
}

function crashFindings(crashes: Crash[]): Finding[] {
  const nameOf = ({ step, point }: Crash) => `${step} ${point}`
  return [
    {
      title: 'One worker died at each boundary',
      looked: crashes.length,
      differences: crashes.filter(({ hasCrashed }) => !hasCrashed).map(nameOf),
    },
    {
      title: `That delayed no order by more than ${deathMayDelayMs / 1000} s`,
      looked: crashes.length,
      differences: crashes
        .filter(({ delayMs }) => delayMs > deathMayDelayMs)
        .map((crash) => `${nameOf(crash)}: ${seconds(crash.delayMs)} s`),
    },
  ]
}

async function loseDatabase(scene: Scene): Promise<Finding> {
  const buySome = () => Promise.all(Array.from({ length: ordersInOutage }, () => buyAlone(scene)))
  const timesOf = async (some: Paid[]) => Promise.all(some.map((paid) => timeOf(scene, paid)))
  // Several at once take longer than one, with or without a database.
  const usualMs = median(await timesOf(await buySome()))
  console.info(`Taking PostgreSQL away for ${outageMs / 1000} s …`)
  const disturbed = await buySome()
  await untilAllBegun(scene)
  await scene.product.losePostgres(outageMs)
  const delays = (await timesOf(disturbed)).map((time) => time - usualMs)
  console.info(`Orders were delayed by ${delays.map(seconds).join(', ')} s.`)
  return {
    title: `Without PostgreSQL for ${outageMs / 1000} s no order was delayed by more than ${outageMayDelayMs / 1000} s`,
    looked: delays.length,
    differences: delays.filter((delay) => delay > outageMayDelayMs).map((delay) => `${seconds(delay)} s`),
  }
}

function rowOf(crashes: Crash[], step: StepName): Record<string, string> {
  const cellOf = (point: CrashPoint) => {
    const crash = crashes.find((one) => one.step === step && one.point === point)
    if (!crash) return ''
    return crash.hasCrashed ? seconds(crash.delayMs) : 'no crash'
  }
  return Object.fromEntries(points.map((point) => [point, cellOf(point)]))
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
