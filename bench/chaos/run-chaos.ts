import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import { checkBooks } from '@/bench/chaos/books/check-books'
import { checkRun } from '@/bench/chaos/books/check-run'
import type { Finding } from '@/bench/chaos/books/finding'
import { readBooks } from '@/bench/chaos/books/read-books'
import { openDatabase, readFoundByReconciliation } from '@/bench/chaos/books/read-rows'
import { type Fault, faultsLastMs, planFaults } from '@/bench/chaos/plan/plan-faults'
import { type PlannedOrder, planOrders } from '@/bench/chaos/plan/plan-orders'
import { seededRandom } from '@/bench/chaos/plan/random'
import {
  type DeliveryFaults,
  endDeliveryFaults,
  startDeliveryFaults,
  withoutDeliveries,
} from '@/bench/chaos/product/delivery-faults'
import { endOnSignal } from '@/bench/chaos/product/end-on-signal'
import { type Done, runFaults } from '@/bench/chaos/product/run-faults'
import { type Product, startProduct } from '@/bench/chaos/product/start-product'
import { printRun } from '@/bench/chaos/report/print-run'
import { writeRunReport } from '@/bench/chaos/report/write-report'
import { awaitQuiet, readProgress } from './await-quiet'
import { type Bought, buy } from './buy'
import { finish } from './finish'
import { inTurns } from './in-turns'
import type { Options } from './read-options'

const buyersAtOnce = 4
/** The last orders meet faults too; and a webhook that was dropped is found out within a minute of the payment. */
const buyingEndsBeforeMs = 10_000
const quietWithinMs = 150_000
const showEveryMs = 5_000

/** What a run did and saw. Moments are milliseconds since 1970. */
export type Run = {
  options: Options
  startedAt: number
  /** When the last fault was over. */
  calmAt: number
  bought: Bought[]
  faults: Done[]
  deliveryFaults: DeliveryFaults
  payments: number
  /** How often a buyer had to try again. */
  failedTries: number
  /** Why some could not buy at all. */
  failures: string[]
  /** When an order was complete, by the id of its session at Stripe. */
  completedAt: Map<string, number>
  /** Sessions at Stripe of which reconciliation found that they are paid. */
  foundByReconciliation: string[]
}

/**
 * Buys while everything around is killed, cut and restarted, and checks the books afterwards.
 * @returns whether nothing was lost, doubled, late or stuck
 */
export async function runChaos(options: Options): Promise<boolean> {
  console.info('Starting PostgreSQL, the stand-ins, two web and two worker processes …')
  const product = await startProduct()
  endOnSignal(product)
  const sql = openDatabase(product.databaseUrl)
  let findings: Finding[] = []
  try {
    const run = await buyUnderFaults(product, sql, options)
    console.info('Checking the books …')
    findings = await check(product, sql, run)
    printRun(run, findings)
    console.info(`Report: ${writeRunReport(run, findings)}`)
  } finally {
    await sql.end({ timeout: 1 })
    await product.stop()
  }
  return finish(options, product, findings)
}

async function buyUnderFaults(product: Product, sql: postgres.Sql, options: Options): Promise<Run> {
  const random = seededRandom(options.seed)
  const faults = planFaults(random, options.kills)
  const orders = planOrders(random, options.purchases, Math.max(0, faultsLastMs(options.kills) - buyingEndsBeforeMs))
  const run: Run = {
    options,
    startedAt: Date.now(),
    calmAt: 0,
    bought: [],
    faults: [],
    deliveryFaults: [],
    payments: 0,
    failedTries: 0,
    failures: [],
    completedAt: new Map(),
    foundByReconciliation: [],
  }
  // Before all others, as the stand-in cannot lose the events of one buyer alone.
  const untold = orders.filter(({ habit }) => habit === 'is told by nobody')
  const others = orders.filter((order) => !untold.includes(order))
  await withoutDeliveries(product, () => buyAll(product, run, untold))
  await startDeliveryFaults(product)
  const showing = setInterval(() => void show(run, sql), showEveryMs)
  await Promise.all([buyAll(product, run, others), breakAll(product, run, faults)])
  run.deliveryFaults = await endDeliveryFaults(product)
  run.calmAt = Math.max(...run.faults.map(({ until }) => until))
  console.info('The faults are over; waiting for the last orders …')
  await awaitQuiet(product, sql, { purchases: options.purchases, withinMs: quietWithinMs })
  clearInterval(showing)
  return run
}

async function buyAll({ addresses }: Product, run: Run, orders: PlannedOrder[]): Promise<void> {
  await inTurns(orders, buyersAtOnce, async (order) => {
    await pause(run.startedAt + order.atMs - Date.now())
    try {
      run.bought.push(
        await buy(addresses.app, order, { failedTry: () => run.failedTries++, payment: () => run.payments++ }),
      )
    } catch (error) {
      run.failures.push(error instanceof Error ? error.message : String(error))
    }
  })
}

async function breakAll(product: Product, run: Run, faults: Fault[]): Promise<void> {
  await runFaults(product, faults, (done) => run.faults.push(done))
}

async function show(run: Run, sql: postgres.Sql): Promise<void> {
  const progress = await readProgress(sql)
  const seconds = Math.round((Date.now() - run.startedAt) / 1000)
  const count = (kind: Done['kind']) => run.faults.filter((fault) => fault.kind === kind).length
  const complete = progress ? `complete ${progress.complete}` : 'the database is away'
  console.info(
    `${String(seconds).padStart(4)} s  paid ${run.payments} of ${run.options.purchases}, ${complete}; ` +
      `${count('kill')} kills, ${count('cut')} cuts, ${count('restart')} restarts; buyers tried again ${run.failedTries} times`,
  )
}

async function check(product: Product, sql: postgres.Sql, run: Run): Promise<Finding[]> {
  const books = await readBooks(product, sql, run.bought)
  for (const { checkoutSessionId, completedAt } of books.rows.fulfilments) {
    const order = books.rows.orders.find(({ id }) => id === checkoutSessionId)
    if (order?.stripeSessionId && completedAt) run.completedAt.set(order.stripeSessionId, completedAt.getTime())
  }
  run.foundByReconciliation = await readFoundByReconciliation(sql)
  return [...checkRun(run), ...(await checkBooks(product, sql, books))]
}
