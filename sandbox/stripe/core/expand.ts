import { invalid } from './failure'
import type { Store } from './store'
import type { ApiList, Rows } from './stored'

const deepest = 4

/** Which row a field's id is of, by the field's name. */
const references = new Map<string, keyof Rows>([
  ['balance_transaction', 'balance_transaction'],
  ['charge', 'charge'],
  ['coupon', 'coupon'],
  ['customer', 'customer'],
  ['default_payment_method', 'payment_method'],
  ['discount', 'discount'],
  ['discounts', 'discount'],
  ['failure_balance_transaction', 'balance_transaction'],
  ['invoice', 'invoice'],
  ['latest_charge', 'charge'],
  ['latest_invoice', 'invoice'],
  ['payment_intent', 'payment_intent'],
  ['payment_method', 'payment_method'],
  ['price', 'price'],
  ['product', 'product'],
  ['promotion_code', 'promotion_code'],
  ['schedule', 'subscription_schedule'],
  ['setup_intent', 'setup_intent'],
  ['subscription', 'subscription'],
  ['test_clock', 'test_clock'],
])

/** What a balance transaction can come from: its field `source` is the only one whose name does not tell. */
const sources = ['charge', 'refund', 'dispute'] as const

/** References that Stripe expands to nothing else here, because the stand-in never fills them. */
const alwaysEmpty = new Set([
  'application',
  'default_source',
  'on_behalf_of',
  'payment_link',
  'pending_setup_intent',
  'review',
])

/**
 * Puts whole objects in the place of their ids, as `expand[]` asks. The rows themselves are left as they are.
 * @throws Failure for a path that is too deep or that leads to nothing expandable
 */
export function expand(store: Store, answer: object, paths: string[]): object {
  let expanded: unknown = answer
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > deepest) {
      throw invalid(`You cannot expand more than ${deepest} levels of a property. Property: ${path}`, {
        param: 'expand',
      })
    }
    expanded = expandPath(store, expanded, segments, path)
  }
  return typeof expanded === 'object' && expanded !== null ? expanded : answer
}

function expandPath(store: Store, node: unknown, [key, ...rest]: string[], path: string): unknown {
  if (key === undefined) return node
  if (Array.isArray(node)) return node.map((item) => expandPath(store, item, [key, ...rest], path))
  if (!isRecord(node)) return node
  // Its own, because `__proto__` names something on every object.
  const own = Object.hasOwn(node, key) ? node[key] : undefined
  const value = own === undefined ? listInside(store, node, key) : own
  if (value === undefined || !isExpandable(key, value)) throw notExpandable(path)
  const whole = Array.isArray(value) ? value.map((item) => resolve(store, key, item)) : resolve(store, key, value)
  return { ...node, [key]: expandPath(store, whole, rest, path) }
}

function isExpandable(key: string, value: unknown): boolean {
  return (
    references.has(key) ||
    key === 'source' ||
    alwaysEmpty.has(key) ||
    isRecord(value) ||
    (Array.isArray(value) && (key === 'data' || key === 'products'))
  )
}

function resolve(store: Store, key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (key === 'source') return sources.map((name) => store.tables[name].get(value)).find(Boolean) ?? value
  const table = references.get(key)
  if (table === undefined) return value
  const row = store.tables[table].get(value)
  return row ?? (table === 'customer' ? store.tables.deleted_customer.get(value) : undefined) ?? value
}

/** Lists that an object only shows when asked. */
function listInside(store: Store, node: Record<string, unknown>, key: string): ApiList<unknown> | undefined {
  if (typeof node.id !== 'string') return undefined
  const { session_plan, invoice_payment, refund, subscription } = store.tables
  const id = node.id
  switch (`${node.object}.${key}`) {
    case 'checkout.session.line_items':
      return listOf(session_plan.get(id)?.lines ?? [], `/v1/checkout/sessions/${id}/line_items`)
    case 'invoice.payments':
      return listOf(
        [...invoice_payment.newestFirst()].filter((payment) => payment.invoice === id),
        `/v1/invoice_payments?invoice=${id}`,
      )
    case 'customer.subscriptions':
      return listOf(
        [...subscription.newestFirst()].filter((row) => row.customer === id && row.status !== 'canceled'),
        `/v1/customers/${id}/subscriptions`,
      )
    case 'charge.refunds':
      return listOf(
        [...refund.newestFirst()].filter((row) => row.charge === id),
        `/v1/charges/${id}/refunds`,
      )
    default:
      return undefined
  }
}

function listOf(items: unknown[], url: string): ApiList<unknown> {
  return { object: 'list', data: items.slice(0, 10), has_more: items.length > 10, url }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notExpandable(path: string) {
  return invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })
}
