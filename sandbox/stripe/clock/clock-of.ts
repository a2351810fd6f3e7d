import type { Tree } from '../core/form'
import type { World } from '../core/world'

type Owned = { customer?: string | null; test_clock?: string | null; subscription?: string | null }

/** Parameters that name whose time a request is in. */
const telling = [
  'customer',
  'subscription',
  'schedule',
  'from_subscription',
  'invoice',
  'charge',
  'payment_intent',
  'test_clock',
]

/** The moment that a request is in: that of the test clock behind what it names, or null for the stand-in's own time. */
export function momentOfRequest(world: World, ids: string[], tree: Map<string, Tree>): number | null {
  return momentOf(world, [...ids, ...namedIn(tree)])
}

/** Whether a request would change what lives by a clock that is being advanced. The clock itself can be deleted. */
export function isAdvancing(world: World, ids: string[], tree: Map<string, Tree>): boolean {
  const owned = ids.filter((id) => !id.startsWith('clock_'))
  return [...owned, ...namedIn(tree)].some((id) => {
    return world.store.tables.test_clock.get(clockOf(world, id) ?? '')?.status === 'advancing'
  })
}

function namedIn(tree: Map<string, Tree>): string[] {
  return telling.flatMap((name) => {
    const value = tree.get(name)
    return typeof value === 'string' ? [value] : []
  })
}

/** The moment of the first of these objects that lives by a test clock. */
export function momentOf(world: World, ids: string[]): number | null {
  for (const id of ids) {
    const clock = world.store.tables.test_clock.get(clockOf(world, id) ?? '')
    if (clock) return clock.frozen_time
  }
  return null
}

/** The test clock that an object lives by, if any. */
export function clockOf(world: World, id: string): string | null {
  if (id.startsWith('clock_')) return id
  const row = ownedRow(world, id)
  if (!row) return null
  if (row.test_clock) return row.test_clock
  if (row.customer) return world.store.tables.customer.get(row.customer)?.test_clock ?? null
  return row.subscription ? clockOf(world, row.subscription) : null
}

function ownedRow(world: World, id: string): Owned | undefined {
  const { tables } = world.store
  if (id.startsWith('sub_sched_')) return tables.subscription_schedule.get(id)
  switch (id.slice(0, id.indexOf('_'))) {
    case 'cus':
      return tables.customer.get(id)
    case 'sub':
      return tables.subscription.get(id)
    case 'in':
      return tables.invoice.get(id)
    case 'pi':
      return tables.payment_intent.get(id)
    case 'ch':
      return tables.charge.get(id)
    case 'cs':
      return tables.session.get(id)
    case 'si':
      return tables.item_owner.get(id)
    case 'ii':
      return tables.invoice_item.get(id)
    case 'seti':
      return tables.setup_intent.get(id)
    case 're':
      return tables.refund.get(id)
    case 'du':
      return tables.charge.get(tables.dispute.get(id)?.charge ?? '')
    case 'pm':
      return tables.payment_method.get(id)
    default:
      return undefined
  }
}
