import { rmSync, writeFileSync } from 'node:fs'
import { type Finding, isExact } from '@/bench/chaos/books/finding'
import type { Product } from '@/bench/chaos/product/start-product'
import type { Options } from './read-options'

/**
 * Ends a run whose product has stopped: writes the number of checks where that is wanted, and keeps logs and data only
 * when there is something to look for in them.
 * @returns whether every finding is exact
 */
export function finish({ result }: Options, { dataDir }: Pick<Product, 'dataDir'>, findings: Finding[]): boolean {
  const failed = findings.filter((finding) => !isExact([finding])).length
  if (result) writeFileSync(result, JSON.stringify({ passed: findings.length - failed, failed }))
  if (failed === 0) rmSync(dataDir, { recursive: true, force: true })
  else console.info(`Logs and data are kept in ${dataDir}`)
  return failed === 0
}
