import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { customers, users } from '@/db/schema/accounts'
import { invoices, subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, purchaseClearances, refunds } from '@/db/schema/disputes'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { makeWebsite } from '@/lib/provisioning/try-provisioning'
import { findCustomers } from './find-customers'

const many = 10_000

/** Ten thousand customers with a service each, and then Zoë, who has one of everything. */
beforeAll(async () => {
  await db().execute(sql`
    insert into users (email, name) select 'buyer' || n || '@example.com', 'Buyer ' || n from generate_series(1, ${many}) n`)
  await db().execute(sql`
    insert into customers (user_id, email, created_at)
    select id, email, '2026-01-01'::timestamptz + substring(name from 7)::int * interval '1 minute' from users`)
  await db().execute(sql`
    insert into checkout_sessions (email, customer_name, product_code, billing_cycle, amount, renewal_amount, currency)
    select email, 'Buyer', 'starter', 'monthly', 799, 799, 'usd' from users`)
  await db().execute(sql`
    insert into subscriptions (customer_id, product_id, checkout_session_id, stripe_subscription_id, billing_cycle, status)
    select c.id, p.id, s.id, 'sub_' || s.id, 'monthly', 'active' from customers c
    join checkout_sessions s on s.email = c.email join products p on p.code = 'starter'`)
  await db().execute(sql`
    insert into websites (subscription_id, username, domain, system_domain, php_version, nonce)
    select id, 'u' || id, 'site-' || id || '.example', 'u' || id || '.host.example', '8.2', 'n' from subscriptions`)
  await db().execute(sql`analyze`)
})

async function makeZoe() {
  const website = await makeWebsite(`zoe-${crypto.randomUUID()}.example`)
  const [row] = await db()
    .select()
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(eq(subscriptions.id, website.subscriptionId))
  if (!row) throw new Error('Zoë was not stored')
  const { customers: customer, subscriptions: subscription } = row
  const key = customer.id
  await db().update(users).set({ name: 'Zoë 100%_Sure' }).where(eq(users.id, customer.userId))
  await db()
    .update(customers)
    .set({ stripeCustomerId: `cus_a${key}` })
    .where(eq(customers.id, key))
  await db()
    .update(checkoutSessions)
    .set({ stripeCustomerId: `cus_b${key}`, stripeSessionId: `cs_${key}` })
    .where(eq(checkoutSessions.id, subscription.checkoutSessionId))
  const amounts = { subtotal: 799, discount: 0, tax: 0, total: 799, amountDue: 799, amountPaid: 799 }
  const now = new Date()
  const money = { amount: 799, currency: 'usd', customerId: key }
  await db()
    .insert(invoices)
    .values({
      stripeInvoiceId: `in_${key}`,
      number: `ABC-${key.slice(0, 4)}`.toUpperCase(),
      subscriptionId: subscription.id,
      status: 'paid',
      currency: 'usd',
      ...amounts,
      periodStart: now,
      periodEnd: now,
      issuedAt: now,
    })
  await db()
    .insert(refunds)
    .values({ ...money, stripeRefundId: `re_${key}`, stripeChargeId: `ch_${key}`, refundedAt: now })
  const [dispute] = await db()
    .insert(disputes)
    .values({ ...money, stripeDisputeId: `du_${key}`, reason: 'fraudulent', status: 'lost', openedAt: now })
    .returning()
  if (!dispute) throw new Error('The dispute was not stored')
  return { customer, subscription, website, dispute }
}

test('a customer is found by name, address, domain, order, invoice and every id of Stripe’s, among ten thousand', async () => {
  const { customer, subscription, website } = await makeZoe()
  const key = customer.id
  const words = [
    'zoë 100%_s',
    customer.email.slice(0, 12).toUpperCase(),
    website.domain.slice(4, 30),
    website.systemDomain,
    orderNumber(subscription.checkoutSessionId),
    ` ${subscription.checkoutSessionId} `,
    `abc-${key.slice(0, 4)}`,
    ...['cus_a', 'cus_b', 'cs_', 'in_', 're_', 'ch_', 'du_'].map((kind) => kind + key),
    subscription.stripeSubscriptionId,
  ]
  for (const text of words) {
    const startedAt = performance.now()
    const { customers: found } = await findCustomers({ text, page: 1 })
    expect(performance.now() - startedAt, text).toBeLessThan(500)
    expect(
      found.map(({ id }) => id),
      text,
    ).toEqual([key])
  }
})

test('all are listed newest first, 50 a page, each with its services and whether it may buy', async () => {
  const { customer, dispute } = await makeZoe()
  const first = await findCustomers({ text: '', page: 1 })
  expect(first.customers).toHaveLength(50)
  expect(first.hasOlder).toBe(true)
  expect(first.customers[0]).toMatchObject({ id: customer.id, name: 'Zoë 100%_Sure', services: 1, isBlocked: true })
  expect(first.customers.at(-1)).toMatchObject({ isBlocked: false, services: 1 })
  const startedAt = performance.now()
  const last = await findCustomers({ text: 'buyer', page: 200 })
  expect(performance.now() - startedAt).toBeLessThan(500)
  expect(last).toMatchObject({ hasOlder: false, customers: { length: 50 } })
  expect(last.customers.at(-1)?.name).toBe('Buyer 1')
  const cleared = { customerId: customer.id, disputeId: dispute.id, actor: 'user:x', reason: 'Known well' }
  await db().insert(purchaseClearances).values(cleared)
  await db().update(subscriptions).set({ status: 'canceled' }).where(eq(subscriptions.customerId, customer.id))
  const after = await findCustomers({ text: customer.email, page: 1 })
  expect(after.customers).toMatchObject([{ isBlocked: false, services: 0 }])
})

test('what nobody has finds nobody, and wildcards are letters like any other', async () => {
  for (const text of ['nobody at all', '%', '_', '\\', "' or 1=1 --", 'sub_%']) {
    const { customers: found } = await findCustomers({ text, page: 1 })
    expect(
      found.filter(({ name }) => name.startsWith('Buyer')),
      text,
    ).toEqual([])
  }
})
