import type postgres from 'postgres'
import type { Product } from '@/bench/chaos/product/start-product'
import { checkMails } from './check-mails'
import { checkQueue } from './check-queue'
import { checkRows } from './check-rows'
import { checkSecrets } from './check-secrets'
import { checkSignIns } from './check-sign-ins'
import { checkSites } from './check-sites'
import { checkStripe } from './check-stripe'
import type { Finding } from './finding'
import type { Books } from './read-books'

/** Compares what Stripe was paid for with what is there: every paid session has exactly one of everything. */
export async function checkBooks(product: Product, sql: postgres.Sql, books: Books): Promise<Finding[]> {
  return [
    ...checkStripe(books),
    ...checkRows(books),
    checkMails(books),
    ...checkQueue(books),
    ...(await checkSites(books, product.addresses.sites)),
    await checkSignIns(books, product.addresses.app),
    ...(await checkSecrets(product, sql, books.mails)),
  ]
}
