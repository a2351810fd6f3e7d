import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customers } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { invoices, subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { disputes, purchaseClearances, refundRequests, refunds } from '@/db/schema/disputes'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { emailLog } from '@/db/schema/mail'
import { stripeEvents } from '@/db/schema/webhooks'
import { suspendService } from '@/lib/billing/suspend-service'
import { makeStaff } from '@/lib/billing/testing/make-staff'
import { db } from '@/lib/database'
import { makeWebsite } from '@/lib/provisioning/try-provisioning'
import { getCustomer } from './get-customer'
import { getOrder } from './get-order'
import { listActs } from './list-acts'
import { getCustomerService, listCustomerServices } from './list-customer-services'
import { listMailsTo, listOrderMails } from './list-mails'
import { listInvoices, listRefunds } from './list-payments'

const now = new Date('2027-01-10T09:00:00Z')

async function makeCustomer() {
  const { subscriptionId } = await makeWebsite()
  const [row] = await db()
    .select({ customer: customers, subscription: subscriptions })
    .from(subscriptions)
    .innerJoin(customers, eq(customers.id, subscriptions.customerId))
    .where(eq(subscriptions.id, subscriptionId))
  if (!row) throw new Error('The customer was not stored')
  return { ...row, staffId: await makeStaff() }
}

async function makeInvoice(subscriptionId: string, number: string) {
  const amounts = { subtotal: 799, discount: 0, tax: 0, total: 799, amountDue: 799, amountPaid: 799 }
  const [invoice] = await db()
    .insert(invoices)
    .values({
      stripeInvoiceId: `in_${number}_${subscriptionId}`,
      number,
      subscriptionId,
      status: 'paid',
      currency: 'usd',
      ...amounts,
      periodStart: now,
      periodEnd: now,
      issuedAt: now,
    })
    .returning()
  if (!invoice) throw new Error('The invoice was not stored')
  return invoice
}

test('a customer is shown with disputes, who cleared them, and services with why they are offline', async () => {
  const { customer, subscription, staffId } = await makeCustomer()
  const dispute = { customerId: customer.id, amount: 799, currency: 'usd', reason: 'fraudulent', openedAt: now }
  const [lost] = await db()
    .insert(disputes)
    .values([
      { ...dispute, stripeDisputeId: `du_a${customer.id}`, status: 'lost' },
      { ...dispute, stripeDisputeId: `du_b${customer.id}`, status: 'won' },
    ])
    .returning()
  expect(await getCustomer(customer.id)).toMatchObject({ name: 'Ada', email: customer.email, isBlocked: true })
  const clearance = { customerId: customer.id, disputeId: lost?.id ?? '', actor: `user:${staffId}`, reason: 'Known' }
  await db().insert(purchaseClearances).values(clearance)
  const shown = await getCustomer(customer.id)
  expect(shown).toMatchObject({ isBlocked: false, stripeUrls: [] })
  expect(shown?.disputes.map((row) => [row.status, row.isSettled, row.clearance?.by ?? null])).toEqual(
    expect.arrayContaining([
      ['lost', false, { kind: 'staff', name: 'Sam Staff' }],
      ['won', true, null],
    ]),
  )
  await suspendService({ staffId, subscriptionId: subscription.id, reason: 'Spam' })
  expect(await listCustomerServices(customer.id)).toMatchObject([
    {
      id: subscription.id,
      offlineBecause: ['staff'],
      hold: { by: { kind: 'staff', name: 'Sam Staff' }, reason: 'Spam' },
      stripeUrl: null,
    },
  ])
  expect(await getCustomerService(crypto.randomUUID(), subscription.id)).toBeNull()
  expect(await getCustomer(crypto.randomUUID())).toBeNull()
})

test('refunds are shown whether Stripe made them, has not answered, or said no, with who asked and why', async () => {
  const { customer, subscription, staffId } = await makeCustomer()
  const invoice = await makeInvoice(subscription.id, 'A-1')
  const asked = {
    invoiceId: invoice.id,
    stripeChargeId: 'ch_1',
    currency: 'usd',
    actor: `user:${staffId}`,
    reason: 'Kind',
  }
  const stripeRefundId = `re_${customer.id}`
  await db()
    .insert(refundRequests)
    .values([
      { ...asked, amount: 100, stripeRefundId },
      { ...asked, amount: 200 },
      { ...asked, amount: 300, refusal: 'No.' },
    ])
  const made = { customerId: customer.id, currency: 'usd', status: 'succeeded', refundedAt: now }
  await db()
    .insert(refunds)
    .values([
      { ...made, stripeRefundId, amount: 100 },
      { ...made, stripeRefundId: `re_other${customer.id}`, amount: 50 },
    ])
  const shown = (await listRefunds(customer.id)).toSorted((a, b) => a.amount.amountMinor - b.amount.amountMinor)
  const by = { kind: 'staff', name: 'Sam Staff' }
  expect(shown).toMatchObject([
    { amount: { amountMinor: 50 }, status: 'succeeded', by: null, reason: null },
    { amount: { amountMinor: 100 }, status: 'succeeded', by, reason: 'Kind', invoiceNumber: 'A-1' },
    { amount: { amountMinor: 200 }, status: 'on_its_way', by },
    { amount: { amountMinor: 300 }, status: 'refused', refusal: 'No.' },
  ])
  expect(await listInvoices(customer.id)).toMatchObject([{ number: 'A-1', isPaid: true, planName: 'Starter' }])
})

test('mails are shown without what is in them, and the log with who did what, to this customer alone', async () => {
  const { customer, subscription, staffId } = await makeCustomer()
  const other = await makeCustomer()
  const invoice = await makeInvoice(subscription.id, 'A-2')
  const mail = {
    toAddress: customer.email,
    department: 'sales',
    template: 'welcome',
    subject: 'Hi',
    props: { a: 'secret' },
  }
  await db()
    .insert(emailLog)
    .values([
      { ...mail, dedupeKey: `order:${subscription.checkoutSessionId}` },
      { ...mail, dedupeKey: `other:${subscription.id}`, subject: 'Later' },
    ])
  const mails = await listMailsTo(customer.email)
  expect(mails).toHaveLength(2)
  expect(JSON.stringify(mails)).not.toContain('secret')
  expect(await listOrderMails(subscription.checkoutSessionId)).toMatchObject([{ subject: 'Hi', status: 'queued' }])
  const subjects = [
    `customers:${customer.id}`,
    `users:${customer.userId}`,
    `subscriptions:${subscription.id}`,
    `invoices:${invoice.id}`,
    `checkout_sessions:${subscription.checkoutSessionId}`,
    `customers:${other.customer.id}`,
  ]
  const actors = [`user:${staffId}`, `user:${customer.userId}`, 'stripe', 'system', 'system', 'stripe']
  await db()
    .insert(auditLog)
    .values(
      subjects.map((subject, index) => ({
        subject,
        actor: actors[index] ?? '',
        action: 'done',
        at: new Date(now.getTime() + index * 1000),
      })),
    )
  const { acts, hasOlder } = await listActs({ customerId: customer.id, page: 1 })
  expect(hasOlder).toBe(false)
  expect(acts.map(({ by }) => by)).toEqual([
    { kind: 'system' },
    { kind: 'system' },
    { kind: 'stripe' },
    { kind: 'customer', name: 'Ada' },
    { kind: 'staff', name: 'Sam Staff' },
  ])
  await db()
    .insert(auditLog)
    .values(Array.from({ length: 51 }, () => ({ subject: subjects[0] ?? '', actor: 'system', action: 'done' })))
  expect(await listActs({ customerId: customer.id, page: 1 })).toMatchObject({ acts: { length: 50 }, hasOlder: true })
  expect(await listActs({ customerId: customer.id, page: 2 })).toMatchObject({ acts: { length: 6 }, hasOlder: false })
})

test('an order is shown with every step, and with what Stripe told about it', async () => {
  const { customer, subscription } = await makeCustomer()
  const orderId = subscription.checkoutSessionId
  const stripeSessionId = `cs_${orderId}`
  await db().update(checkoutSessions).set({ stripeSessionId }).where(eq(checkoutSessions.id, orderId))
  const [fulfilment] = await db()
    .insert(fulfilments)
    .values({ checkoutSessionId: orderId, status: 'needs_person', reason: 'No server has room.' })
    .returning()
  const step = { fulfilmentId: fulfilment?.id ?? '', startedAt: now }
  await db()
    .insert(fulfilmentSteps)
    .values([
      { ...step, step: 'account', attempts: 1, completedAt: now },
      { ...step, step: 'placed', attempts: 3, error: 'No server has room.' },
    ])
  await db()
    .insert(stripeEvents)
    .values([
      { id: `evt_a${orderId}`, type: 'checkout.session.completed', objectId: stripeSessionId, receivedAt: now },
      { id: `evt_b${orderId}`, type: 'invoice.paid', objectId: `in_other${orderId}` },
      {
        id: `evt_c${orderId}`,
        type: 'customer.subscription.updated',
        objectId: subscription.stripeSubscriptionId,
        status: 'failed',
        receivedAt: new Date(now.getTime() + 1000),
        lastError: 'Stripe did not answer',
      },
    ])
  const history = await getOrder(orderId)
  expect(history?.order).toMatchObject({ customerId: customer.id, fulfilmentStatus: 'needs_person' })
  expect(history?.steps).toHaveLength(8)
  expect(history?.steps.filter(({ attempts }) => attempts > 0)).toMatchObject([
    { step: 'account', completedAt: now },
    { step: 'placed', attempts: 3, error: 'No server has room.', completedAt: null },
  ])
  expect(history?.events.map(({ type, lastError }) => [type, lastError])).toEqual([
    ['customer.subscription.updated', 'Stripe did not answer'],
    ['checkout.session.completed', null],
  ])
  expect(await getOrder(crypto.randomUUID())).toBeNull()
})
