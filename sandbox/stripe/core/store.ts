import { keepsChanges } from './failure'
import { Journal } from './journal'
import type { Rows } from './stored'
import { type Change, Table } from './table'

type Tables = { [Name in keyof Rows]: Table<Rows[Name]> }

/** All that the stand-in knows, in memory and in its journal. Writes happen in transactions only. */
export class Store {
  readonly tables: Tables
  readonly #journal: Journal
  #open: { changes: Change[]; undos: (() => void)[] } | undefined

  /** Loads what an earlier process left in the folder. */
  constructor(dataDir: string) {
    this.tables = makeTables((change, undo) => {
      if (!this.#open) throw new Error(`A write to ${change.table} outside of a transaction`)
      this.#open.changes.push(change)
      this.#open.undos.push(undo)
    })
    this.#journal = new Journal(dataDir)
    for (const change of this.#journal.read()) this.#load(change)
  }

  /** Rewrites the journal with what is stored now. To be called once, before the first transaction. */
  compact(): void {
    this.#journal.rewrite(this.#everything())
  }

  /** Runs the work; all of its writes are kept, or, if it throws, none. */
  transaction<Result>(work: () => Result): Result {
    if (this.#open) return work()
    const open = { changes: [], undos: [] as (() => void)[] }
    this.#open = open
    try {
      const result = work()
      if (open.changes.length > 0) this.#journal.append(open.changes)
      return result
    } catch (error) {
      if (keepsChanges(error)) {
        if (open.changes.length > 0) this.#journal.append(open.changes)
        throw error
      }
      for (const undo of open.undos.reverse()) undo()
      throw error
    } finally {
      this.#open = undefined
    }
  }

  /** Runs the work in the transaction that is under way, and takes every write of it back. */
  rehearse<Result>(work: () => Result): Result {
    const open = this.#open
    if (!open) return this.transaction(() => this.rehearse(work))
    const [changes, undos] = [open.changes.length, open.undos.length]
    try {
      return work()
    } finally {
      for (const undo of open.undos.splice(undos).reverse()) undo()
      open.changes.length = changes
    }
  }

  close(): void {
    this.#journal.close()
  }

  #load(change: Change) {
    if (!this.#has(change.table)) return
    const table: { load(row: unknown): void; unload(id: string): void } = this.tables[change.table]
    if ('row' in change) table.load(change.row)
    else table.unload(change.removed)
  }

  #has(name: string): name is keyof Rows {
    return Object.hasOwn(this.tables, name)
  }

  *#everything(): Generator<Change> {
    for (const table of Object.values(this.tables)) {
      for (const row of table.oldestFirst()) yield { table: table.name, row }
    }
  }
}

function makeTables(record: ConstructorParameters<typeof Table>[1]): Tables {
  return {
    test_clock: new Table('test_clock', record),
    customer: new Table('customer', record),
    deleted_customer: new Table('deleted_customer', record),
    coupon: new Table('coupon', record),
    discount: new Table('discount', record),
    session: new Table('session', record),
    session_plan: new Table('session_plan', record),
    subscription: new Table('subscription', record),
    invoice: new Table('invoice', record),
    invoice_payment: new Table('invoice_payment', record),
    payment_intent: new Table('payment_intent', record),
    charge: new Table('charge', record),
    balance_transaction: new Table('balance_transaction', record),
    payment_method: new Table('payment_method', record),
    product: new Table('product', record),
    price: new Table('price', record),
    meter: new Table('meter', record),
    meter_event: new Table('meter_event', record),
    portal_configuration: new Table('portal_configuration', record),
    portal_session: new Table('portal_session', record),
    webhook_endpoint: new Table('webhook_endpoint', record),
    webhook_secret: new Table('webhook_secret', record),
    event: new Table('event', record),
    event_age: new Table('event_age', record),
    delivery: new Table('delivery', record),
    settlement: new Table('settlement', record),
    payment_behaviour: new Table('payment_behaviour', record),
    payment_purpose: new Table('payment_purpose', record),
    invoice_collection: new Table('invoice_collection', record),
    item_owner: new Table('item_owner', record),
    trial_notice: new Table('trial_notice', record),
    upcoming_notice: new Table('upcoming_notice', record),
    setup_intent: new Table('setup_intent', record),
    refund: new Table('refund', record),
    dispute: new Table('dispute', record),
    promotion_code: new Table('promotion_code', record),
    invoice_item: new Table('invoice_item', record),
    subscription_schedule: new Table('subscription_schedule', record),
    idempotent_answer: new Table('idempotent_answer', record),
  }
}
