import type { Customer, Invoice, PaymentMethod, PortalConfiguration, PortalSession, Subscription } from '../core/stored'
import type { World } from '../core/world'

const openForSeconds = 24 * 60 * 60

/** What one visit of the portal shows. */
export type Portal = {
  session: PortalSession
  configuration: PortalConfiguration
  customer: Customer
  subscriptions: Subscription[]
  methods: PaymentMethod[]
  invoices: Invoice[]
}

/** The portal at this address; null when there is none, or when its time is over. */
export function portalOf(world: World, key: string): Portal | null {
  const { portal_session, portal_configuration, customer, subscription, payment_method, invoice } = world.store.tables
  const session = find(portal_session.newestFirst(), (row) => row.url.endsWith(`/p/session/${key}`))
  const configuration = portal_configuration.get(session?.configuration ?? '')
  const owner = customer.get(session?.customer ?? '')
  if (!session || !configuration || !owner || session.created < world.now - openForSeconds) return null
  const isOwn = (row: { customer: string | null }) => row.customer === owner.id
  return {
    session,
    configuration,
    customer: owner,
    subscriptions: [...subscription.newestFirst()].filter((row) => isOwn(row) && !isOver(row)),
    methods: [...payment_method.newestFirst()].filter(isOwn),
    invoices: [...invoice.newestFirst()].filter((row) => isOwn(row) && row.status !== 'draft').slice(0, 24),
  }
}

function isOver({ status }: Subscription): boolean {
  return status === 'canceled' || status === 'incomplete' || status === 'incomplete_expired'
}

function find<Row>(rows: Iterable<Row>, isMeant: (row: Row) => boolean): Row | undefined {
  for (const row of rows) if (isMeant(row)) return row
  return undefined
}
