import type { PaymentIntent, SetupIntent } from '../core/stored'
import type { Table } from '../core/table'
import type { World } from '../core/world'

/** After a restart on another port, the pages whose addresses were given out are found there. */
export function movePages(world: World): void {
  const { tables } = world.store
  const moved = (url: string) => world.baseUrl + new URL(url).pathname
  world.store.transaction(() => {
    replace(tables.session, (row) => (row.url ? { ...row, url: moved(row.url) } : row))
    replace(tables.portal_session, (row) => ({ ...row, url: moved(row.url) }))
    replace(tables.invoice, (row) => {
      const { hosted_invoice_url: page, invoice_pdf: document } = row
      return page && document ? { ...row, hosted_invoice_url: moved(page), invoice_pdf: moved(document) } : row
    })
    replace(tables.payment_intent, (row) => withAction(row, moved))
    replace(tables.setup_intent, (row) => withAction(row, moved))
  })
}

/** The bank's page that a payment waits for. */
function withAction<Row extends PaymentIntent | SetupIntent>(row: Row, moved: (url: string) => string): Row {
  const action = row.next_action
  const url = action?.redirect_to_url?.url
  if (!action?.redirect_to_url || !url) return row
  return { ...row, next_action: { ...action, redirect_to_url: { ...action.redirect_to_url, url: moved(url) } } }
}

function replace<Row extends { id: string }>(table: Table<Row>, change: (row: Row) => Row) {
  for (const row of [...table.oldestFirst()]) {
    const after = change(row)
    if (JSON.stringify(after) !== JSON.stringify(row)) table.put(after)
  }
}
