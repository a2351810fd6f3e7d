import { boolean, integer, jsonb, pgEnum, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, moment, timestamps } from './columns'

export const productType = pgEnum('product_type', ['hosting', 'wordpress', 'email', 'vps'])
export const billingCycle = pgEnum('billing_cycle', ['monthly', 'yearly', 'biennial', 'triennial'])

/** What a plan holds; a key that is absent does not apply to its type. */
export type ProductLimits = {
  sites?: number
  storageGb?: number
  databases?: number
  mailboxes?: number
  vcpu?: number
  memoryGb?: number
  trafficTb?: number
}

/** A product's words in another language than English, by that language's code. */
export type ProductTranslations = Record<string, { summary: string; features: string[] }>

export const products = pgTable('products', {
  id: id(),
  code: text().notNull().unique(),
  name: text().notNull(),
  type: productType().notNull(),
  summary: text().notNull(),
  limits: jsonb().$type<ProductLimits>().notNull(),
  features: jsonb().$type<string[]>().notNull(),
  translations: jsonb().$type<ProductTranslations>().notNull().default({}),
  /** Whether it is offered: only what can be provisioned is. */
  forSale: boolean().notNull().default(false),
  sortOrder: integer().notNull(),
  ...timestamps,
})

export const prices = pgTable(
  'prices',
  {
    id: id(),
    productId: uuid()
      .notNull()
      .references(() => products.id),
    billingCycle: billingCycle().notNull(),
    currency: text().notNull(),
    /** Minor units for one whole term. */
    amount: integer().notNull(),
    ...timestamps,
  },
  (table) => [unique().on(table.productId, table.billingCycle, table.currency)],
)

/** A discount on the first invoice. */
export const coupons = pgTable('coupons', {
  id: id(),
  code: text().notNull().unique(),
  percentOff: integer().notNull(),
  oncePerCustomer: boolean().notNull().default(true),
  expiresAt: moment(),
  ...timestamps,
})
