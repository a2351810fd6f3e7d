import type { Store } from './store'
import type { ApiList, Coupon, Price } from './stored'

type Owner = { kind: string; id: string }
type Maker = (tables: Store['tables'], id: string) => unknown

/** What an object shows only when it is asked to, by the object's kind and the field; undefined is what Stripe leaves out. */
const makers: Record<string, Record<string, Maker>> = {
  charge: {
    refunds: ({ refund }, id) =>
      listOf(
        rowsOf(refund.newestFirst(), (row) => row.charge === id),
        `/v1/charges/${id}/refunds`,
      ),
  },
  'checkout.session': {
    line_items: ({ session_plan }, id) =>
      listOf(session_plan.get(id)?.lines ?? [], `/v1/checkout/sessions/${id}/line_items`),
  },
  coupon: {
    applies_to: () => undefined,
    currency_options: ({ coupon }, id) => amountByCurrency(coupon.get(id)),
  },
  customer: {
    cash_balance: () => null,
    invoice_credit_balance: ({ customer }, id) => creditOf(customer.get(id)),
    sources: (_tables, id) => listOf([], `/v1/customers/${id}/sources`),
    subscriptions: ({ subscription }, id) =>
      listOf(
        rowsOf(subscription.newestFirst(), (row) => row.customer === id && row.status !== 'canceled'),
        `/v1/customers/${id}/subscriptions`,
      ),
    tax: () => undefined,
    tax_ids: (_tables, id) => listOf([], `/v1/customers/${id}/tax_ids`),
  },
  invoice: {
    confirmation_secret: ({ invoice_collection, payment_intent }, id) => {
      const secret = payment_intent.get(invoice_collection.get(id)?.paymentIntent ?? '')?.client_secret
      return secret ? { client_secret: secret, type: 'payment_intent' } : null
    },
    payments: ({ invoice_payment }, id) =>
      listOf(
        rowsOf(invoice_payment.newestFirst(), (row) => row.invoice === id),
        `/v1/invoice_payments?invoice=${id}`,
      ),
  },
  price: {
    currency_options: ({ price }, id) => priceByCurrency(price.get(id)),
    tiers: () => undefined,
  },
}

export function isOnDemand(kind: string, path: string): boolean {
  return Object.hasOwn(makers, kind) && Object.hasOwn(makers[kind] ?? {}, path)
}

/** A field that an object shows only when it is asked to. */
export function onDemand(store: Store, { kind, id }: Owner, path: string): unknown {
  return isOnDemand(kind, path) ? makers[kind]?.[path]?.(store.tables, id) : undefined
}

function rowsOf<Row>(rows: Iterable<Row>, isMeant: (row: Row) => boolean): Row[] {
  return [...rows].filter(isMeant)
}

function listOf(items: unknown[], url: string): ApiList<unknown> {
  return { object: 'list', data: items.slice(0, 10), has_more: items.length > 10, url }
}

function creditOf(customer: { balance: number; currency?: string | null } | undefined) {
  return customer?.currency ? { [customer.currency]: customer.balance } : {}
}

function amountByCurrency(coupon: Coupon | undefined) {
  return coupon?.amount_off && coupon.currency ? { [coupon.currency]: { amount_off: coupon.amount_off } } : undefined
}

function priceByCurrency(price: Price | undefined) {
  if (!price) return undefined
  const { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal } = price
  return { [price.currency]: { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal } }
}
