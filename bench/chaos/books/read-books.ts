import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import Stripe from 'stripe'
import type { Bought } from '@/bench/chaos/buy'
import type { Product } from '@/bench/chaos/product/start-product'
import { type Rows, readRows } from './read-rows'

/** Everything that is written down anywhere about the purchases, read once it is quiet. */
export type Books = {
  bought: Bought[]
  stripe: StripeRecords
  rows: Rows
  /** Oldest first. */
  mails: Mail[]
  /** What the hosting server itself knows. */
  accounts: HostAccount[]
}

/** What the books need of Stripe's objects. Amounts are in minor units. */
type StripeRecords = {
  sessions: PaymentSession[]
  subscriptions: { customerId: string | null }[]
  invoices: { customerId: string | null; paidMinor: number }[]
  events: { id: string; type: string }[]
}

export type PaymentSession = {
  id: string
  isPaid: boolean
  /** In lower case, as the product keeps it. */
  email: string
  customerId: string | null
  subscriptionId: string | null
  amountMinor: number
}

export type Mail = { id: string; to: string[]; subject: string; text: string }

type HostAccount = { username: string; owner: string; terminatedAt: string | null }

export async function readBooks(product: Product, sql: postgres.Sql, bought: Bought[]): Promise<Books> {
  return {
    bought,
    stripe: await readStripe(product),
    rows: await readRows(sql),
    mails: await readMails(product),
    accounts: readAccounts(product.dataDir),
  }
}

async function readStripe(product: StandIn): Promise<StripeRecords> {
  const stripe = standInClient(product)
  const sessions = await all(stripe.checkout.sessions.list({ limit: 100 }))
  const subscriptions = await all(stripe.subscriptions.list({ limit: 100, status: 'all' }))
  const invoices = await all(stripe.invoices.list({ limit: 100 }))
  return {
    sessions: sessions.map((session) => ({
      id: session.id,
      isPaid: session.payment_status === 'paid',
      email: (session.customer_details?.email ?? session.customer_email ?? '').toLowerCase(),
      customerId: idOf(session.customer),
      subscriptionId: idOf(session.subscription),
      amountMinor: session.amount_total ?? 0,
    })),
    subscriptions: subscriptions.map(({ customer }) => ({ customerId: idOf(customer) })),
    invoices: invoices.map((invoice) => ({ customerId: idOf(invoice.customer), paidMinor: invoice.amount_paid })),
    events: await readEvents(product),
  }
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null)
}

export function readEvents(product: StandIn): Promise<Stripe.Event[]> {
  return all(standInClient(product).events.list({ limit: 100 }))
}

type StandIn = Pick<Product, 'addresses' | 'secrets'>

/** The stand-in's own records, past every cut line, by Stripe's SDK. */
function standInClient({ addresses, secrets }: StandIn): Stripe {
  const { hostname: host, port } = new URL(addresses.stripe)
  return new Stripe(secrets.stripeKey, { host, port, protocol: 'http', telemetry: false })
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}

/**
 * maildev writes a mail's file whole before it takes the mail, and reads the folder again when it starts, in any order:
 * what was taken is there after every kill. A mail program sorts by the date in a mail; within a second, by its arrival.
 */
async function readMails({ addresses, dataDir }: Pick<Product, 'addresses' | 'dataDir'>): Promise<Mail[]> {
  const response = await fetch(`${addresses.inbox}/api/email`)
  const mails: { id: string; time: string; to: { address: string }[]; subject: string; text?: string }[] =
    await response.json()
  const cameAt = (id: string) => {
    const file = join(dataDir, 'mail', `${id}.eml`)
    return existsSync(file) ? statSync(file).mtimeMs : 0
  }
  return mails
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || cameAt(a.id) - cameAt(b.id))
    .map(({ id, to, subject, text = '' }) => ({ id, to: to.map(({ address }) => address), subject, text }))
}

function readAccounts(dataDir: string): HostAccount[] {
  const folder = join(dataDir, 'hosting', 'accounts')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}
