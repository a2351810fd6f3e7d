import { invalid } from '../core/failure'
import type { Customer, LineItem, Session } from '../core/stored'
import type { World } from '../core/world'
import { taxOf } from './tax-of'

/**
 * Prices an open session for whoever lives in a country, when it is to be taxed. Any other is left as it is.
 * @throws Failure for what is no country's code
 */
export function taxSession(world: World, session: Session, country: string | null): Session {
  if (!session.automatic_tax.enabled || country === null) return session
  if (!/^[A-Z]{2}$/.test(country)) throw invalid('Enter a country’s two letters, such as DE.', { param: 'country' })
  const plan = world.store.tables.session_plan.get(session.id)
  if (!plan || plan.country === country) return session
  const lines = plan.lines.map((line) => taxLine(line, country))
  world.store.tables.session_plan.put({ ...plan, country, lines })
  return world.store.tables.session.put({
    ...session,
    ...totalsOf(lines),
    automatic_tax: { ...session.automatic_tax, status: 'complete' },
  })
}

/** A line with its tax; without a country, as long as nobody has said where they live, without. */
export function taxLine(line: LineItem, country: string | null): LineItem {
  const net = line.amount_subtotal - line.amount_discount
  if (country === null) return { ...line, amount_tax: 0, amount_total: net }
  const tax = taxOf(net, line.price?.tax_behavior, { country })
  return { ...line, amount_tax: tax.amount, amount_total: net + (tax.tax_behavior === 'exclusive' ? tax.amount : 0) }
}

/** A session's amounts, of its lines. */
export function totalsOf(lines: LineItem[]) {
  const total = (amount: (line: LineItem) => number) => lines.reduce((sum, line) => sum + amount(line), 0)
  return {
    amount_subtotal: total((line) => line.amount_subtotal),
    amount_total: total((line) => line.amount_total),
    total_details: {
      amount_discount: total((line) => line.amount_discount),
      amount_shipping: 0,
      amount_tax: total((line) => line.amount_tax),
    },
  }
}

/** @throws Failure for lines that say nothing of tax, or a customer of whom it is not known where they live */
export function checkTaxable(lines: LineItem[], customer: Customer | null): void {
  const silent = lines.find(({ price }) => (price?.tax_behavior ?? 'unspecified') === 'unspecified')
  if (silent) {
    throw invalid(
      'Automatic tax needs prices that say whether tax is included: set `tax_behavior` to `exclusive` or `inclusive`.',
      { param: 'line_items' },
    )
  }
  if (customer && !customer.address?.country) {
    throw invalid(
      'Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address to the Customer.',
      { param: 'automatic_tax', code: 'customer_tax_location_invalid' },
    )
  }
}
