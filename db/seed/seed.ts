import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../client'
import { coupons, prices, products } from '../schema/catalog'
import { type CatalogueEntry, catalogue } from './catalogue'

/** Writes the catalogue: what is new is added, what a host has changed since stays as it is. */
export async function seed(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    for (const [sortOrder, entry] of catalogue.entries()) await seedProduct(tx, entry, sortOrder)
    await tx.insert(coupons).values({ code: 'WELCOME10', percentOff: 10 }).onConflictDoNothing()
  })
}

async function seedProduct(tx: Tx, entry: CatalogueEntry, sortOrder: number): Promise<void> {
  const { prices: byCurrency, ...product } = entry
  const [row] = await tx
    .insert(products)
    .values({ ...product, sortOrder })
    // A product of before there were translations gets them; a conflicting row is only returned when something is set.
    .onConflictDoUpdate({
      target: products.code,
      set: {
        translations: sql`case when ${products.translations} = '{}' then excluded.translations else ${products.translations} end`,
      },
    })
    .returning({ id: products.id })
  if (!row) throw new Error(`The product ${entry.code} could not be written`)
  for (const [currency, terms] of Object.entries(byCurrency)) {
    for (const [billingCycle, amount] of Object.entries(terms) as [keyof typeof terms, number | undefined][]) {
      if (amount === undefined) continue
      await tx.insert(prices).values({ productId: row.id, billingCycle, currency, amount }).onConflictDoNothing()
    }
  }
}
