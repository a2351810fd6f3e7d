import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { createAccount } from './create-account'
import { listServices, type ServiceState } from './list-services'

const periodEnd = new Date('2027-11-23T10:00:00Z')

type Facts = {
  status?: string
  cancelAt?: Date
  website?: Pick<typeof websites.$inferInsert, 'status' | 'url'>
}

/** A user with one service, and the service's id. */
async function buy({ status = 'active', cancelAt, website }: Facts): Promise<{ userId: string; domain: string }> {
  const key = crypto.randomUUID()
  const domain = `user${key.slice(0, 8)}.migrahosting.com`
  await db().transaction(async (tx) => {
    const email = `${key}@example.com`
    const { userId } = await createAccount(tx, { email, name: 'Ada' })
    const [customer] = await tx.insert(customers).values({ userId, email }).returning()
    const [product] = await tx.select().from(products).where(eq(products.code, 'premium'))
    const [order] = await tx
      .insert(checkoutSessions)
      .values({
        email,
        customerName: 'Ada',
        productCode: 'premium',
        billingCycle: 'yearly',
        amount: 11869,
        renewalAmount: 13188,
        currency: 'usd',
        status: 'completed',
      })
      .returning()
    if (!customer || !product || !order) throw new Error('the rows of a purchase were not stored')
    const [subscription] = await tx
      .insert(subscriptions)
      .values({
        customerId: customer.id,
        productId: product.id,
        checkoutSessionId: order.id,
        stripeSubscriptionId: `sub_${key}`,
        billingCycle: 'yearly',
        status,
        currentPeriodEnd: periodEnd,
        cancelAt,
      })
      .returning()
    if (!subscription || !website) return
    const names = { username: `u${key.slice(0, 8)}`, domain, systemDomain: domain }
    await tx
      .insert(websites)
      .values({ subscriptionId: subscription.id, ...names, phpVersion: '8.2', nonce: key, ...website })
  })
  const [user] = await db()
    .select()
    .from(customers)
    .where(eq(customers.email, `${key}@example.com`))
  if (!user) throw new Error('no customer was stored')
  return { userId: user.userId, domain }
}

test('a running service says what it is, where it opens and what it renews at', async () => {
  const { userId, domain } = await buy({ website: { status: 'active', url: 'http://site.localhost:4000' } })
  expect(await listServices(userId)).toMatchObject([
    {
      planName: 'Premium',
      cycle: 'yearly',
      state: 'running',
      domain,
      url: 'http://site.localhost:4000',
      price: { amountMinor: 13188, currency: 'usd' },
      periodEnd,
      isEnding: false,
    },
  ])
})

const url = 'http://site.localhost:4000'
const cases: [string, Facts, ServiceState, string | null][] = [
  ['no site yet', {}, 'setting_up', null],
  ['a site that is being provisioned', { website: { status: 'provisioning', url: null } }, 'setting_up', null],
  ['a renewal that failed', { status: 'past_due', website: { status: 'active', url } }, 'payment_due', url],
  ['a suspended site', { status: 'unpaid', website: { status: 'suspended', url } }, 'suspended', null],
  ['a cancelled subscription', { status: 'canceled', website: { status: 'active', url } }, 'ended', null],
  ['a terminated site', { website: { status: 'terminated', url } }, 'ended', null],
]

test.each(cases)('%s', async (_, facts, state, expectedUrl) => {
  const { userId } = await buy(facts)
  expect(await listServices(userId)).toMatchObject([{ state, url: expectedUrl }])
})

test('a service that is cancelled to its end says when', async () => {
  const cancelAt = new Date('2027-01-01T00:00:00Z')
  const { userId } = await buy({ cancelAt, website: { status: 'active', url } })
  expect(await listServices(userId)).toMatchObject([{ state: 'running', periodEnd: cancelAt, isEnding: true }])
})

test('nobody sees the services of another user', async () => {
  const { userId } = await db().transaction((tx) => createAccount(tx, { email: 'other@example.com', name: 'Other' }))
  expect(await listServices(userId)).toEqual([])
})
