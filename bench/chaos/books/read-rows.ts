import postgres from 'postgres'

/** The product's own rows, as far as the books need them. */
export type Rows = {
  orders: { id: string; stripeSessionId: string | null; email: string; status: string; amount: number }[]
  users: { id: string; email: string; role: string }[]
  customers: { id: string; userId: string; stripeCustomerId: string | null }[]
  subscriptions: {
    id: string
    customerId: string
    checkoutSessionId: string
    stripeSubscriptionId: string
    status: string
  }[]
  websites: Website[]
  fulfilments: {
    checkoutSessionId: string
    status: string
    reason: string | null
    isNewAccount: boolean | null
    completedAt: Date | null
  }[]
  events: { id: string; type: string; status: string; lastError: string | null }[]
  /** `isWaiting` for its own time, or at work by it, with nothing wrong. */
  jobs: { task: string; key: string | null; attempts: number; lastError: string | null; isWaiting: boolean }[]
}

type Website = {
  id: string
  subscriptionId: string
  username: string
  domain: string
  systemDomain: string
  nonce: string
  status: string
}

/** Jobs of these kinds have nothing to wait for once every order is complete; others have their own times. */
const orderTasks = ['process-stripe-event', 'fulfil', 'send-mail', 'apply-website']

/** Jobs that come by the time: one may be at work at any moment. */
const clockTasks = ['billing-clock', 'watch-jobs', 'reconcile-payments', 'reconcile-services']

/** Of a job that nothing is wrong with. */
export function isWaiting(sql: postgres.Sql): postgres.PendingQuery<postgres.Row[]> {
  return sql`(last_error is null and case
    when task_identifier = any(${clockTasks}) then locked_at is not null or run_at > now() - interval '10 seconds'
    else run_at > now() and task_identifier <> all(${orderTasks})
  end)`
}

export function openDatabase(databaseUrl: string): postgres.Sql {
  return postgres(databaseUrl, { max: 2, transform: { column: { from: postgres.toCamel } }, onnotice: () => {} })
}

export async function readRows(sql: postgres.Sql): Promise<Rows> {
  const read = <Row extends object>(query: postgres.PendingQuery<Row[]>) => query.then((rows) => [...rows])
  return {
    orders: await read(sql`select id, stripe_session_id, email, status, amount from checkout_sessions`),
    users: await read(sql`select id, email, role from users`),
    customers: await read(sql`select id, user_id, stripe_customer_id from customers`),
    subscriptions: await read(sql`
      select id, customer_id, checkout_session_id, stripe_subscription_id, status from subscriptions`),
    websites: await read(sql`
      select id, subscription_id, username, domain, system_domain, nonce, status from websites`),
    fulfilments: await read(sql`
      select checkout_session_id, status, reason, is_new_account, completed_at from fulfilments`),
    events: await read(sql`select id, type, status, last_error from stripe_events`),
    jobs: await read(sql`
      select task_identifier as task, key, attempts, last_error,
        ${isWaiting(sql)} as is_waiting
      from graphile_worker.jobs`),
  }
}

/** Sessions at Stripe of which reconciliation, rather than an event or a browser, brought the payment to us. */
export async function readFoundByReconciliation(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select stripe_session_id as id from checkout_sessions as orders
    where exists (
      select 1 from audit_log
      where subject = 'checkout_sessions:' || orders.id and action = 'order.payment_found'
    ) or exists (
      select 1 from audit_log join stripe_events on subject = 'stripe_events:' || stripe_events.id
      where action = 'event.recovered' and object_id = orders.stripe_session_id
    )`
  return rows.map(({ id }) => id)
}
