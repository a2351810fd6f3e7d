import type { Sql } from 'postgres'

export type ServiceState = keyof typeof statements

/**
 * Puts a bought service into a state by its rows, as only time, a bank or staff would.
 * @param subscription our id of its subscription
 */
export async function setServiceState(sql: Sql, subscription: string, state: ServiceState): Promise<void> {
  await sql.begin(async (tx) => {
    for (const statement of [...reset, ...statements[state]]) await tx.unsafe(statement, [subscription])
  })
}

/** The ids of what was bought in one payment. */
export async function boughtIn(sql: Sql, stripeSessionId: string) {
  const [row] = await sql<Record<'order' | 'subscription' | 'customer' | 'invoice', string>[]>`
    select c.id as order, s.id as subscription, s.customer_id as customer, i.id as invoice
    from checkout_sessions c
    join subscriptions s on s.checkout_session_id = c.id
    join invoices i on i.subscription_id = s.id
    where c.stripe_session_id = ${stripeSessionId}`
  if (!row) throw new Error(`Nothing was bought in ${stripeSessionId}`)
  return row
}

const reset = [
  `update subscriptions set status = 'active', cancel_at = null, ended_at = null where id = $1`,
  `update websites set status = 'active' where subscription_id = $1`,
  `update plan_changes set withdrawn_at = now() where subscription_id = $1 and applied_at is null`,
  `update service_holds set lifted_at = now() where subscription_id = $1 and lifted_at is null`,
  `delete from dunnings where subscription_id = $1`,
  `delete from retentions where subscription_id = $1`,
  `delete from invoices where stripe_invoice_id like 'in_e2e%' and subscription_id = $1`,
  // The worker may have stopped the renewal already.
  `delete from renewal_stops where subscription_id = $1`,
  `delete from disputes where stripe_dispute_id like 'dp_e2e%' and customer_id in
    (select customer_id from subscriptions where id = $1)`,
]

const statements = {
  running: [],
  /** All at once: a payment is due, one is disputed, staff took the site offline, and another plan waits. */
  troubled: [
    `update subscriptions set status = 'past_due' where id = $1`,
    `insert into invoices (stripe_invoice_id, subscription_id, number, status, currency, subtotal, discount, tax, total,
       amount_due, amount_paid, hosted_url, pdf_url, period_start, period_end, issued_at)
     select 'in_e2e' || id, subscription_id, number || '-2', 'open', currency, subtotal, discount, tax, total,
       total, 0, hosted_url, pdf_url, period_start, period_end, now()
     from invoices where subscription_id = $1 order by issued_at limit 1`,
    `insert into dunnings (subscription_id, started_at) values ($1, now())`,
    `insert into service_holds (subscription_id, actor, reason, started_at)
     values ($1, 'system', 'Your site sends unwanted mail.', now())`,
    `insert into disputes (stripe_dispute_id, customer_id, amount, currency, reason, status, opened_at)
     select 'dp_e2e' || id, customer_id, 799, 'usd', 'product_not_received', 'needs_response', now()
     from subscriptions where id = $1`,
    `insert into plan_changes (subscription_id, from_product_id, from_cycle, to_product_id, to_cycle, amount, currency,
       actor, effective_at, stripe_schedule_id)
     select id, product_id, billing_cycle, product_id, 'yearly', 8148, 'usd', 'system', current_period_end, 'sub_sched_e2e'
     from subscriptions where id = $1`,
  ],
  ending: [`update subscriptions set cancel_at = current_period_end where id = $1`],
  paused: [
    `update subscriptions set status = 'paused' where id = $1`,
    `update websites set status = 'provisioning' where subscription_id = $1`,
  ],
  ended: [
    `update subscriptions set status = 'canceled', ended_at = now() where id = $1`,
    `insert into retentions (subscription_id, started_at, deletes_at) values ($1, now(), now() + interval '30 days')`,
  ],
} satisfies Record<string, string[]>
