import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { customers, users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { createWebsite } from './create-website'
import { placeWebsite } from './place-website'

/** For tests: a paid Starter without its website. */
export async function makeSubscription(): Promise<string> {
  const key = randomUUID()
  const email = `${key}@example.com`
  const order = { email, customerName: 'Ada', productCode: 'starter', currency: 'usd' } as const
  return await db().transaction(async (tx) => {
    const [user] = await tx.insert(users).values({ email, name: 'Ada' }).returning()
    const [customer] = user ? await tx.insert(customers).values({ userId: user.id, email }).returning() : []
    const [product] = await tx.select().from(products).where(eq(products.code, 'starter'))
    const [checkout] = await tx
      .insert(checkoutSessions)
      .values({ ...order, billingCycle: 'monthly', amount: 799, renewalAmount: 799, status: 'completed' })
      .returning()
    if (!customer || !product || !checkout) throw new Error('The rows of a purchase were not stored')
    const [subscription] = await tx
      .insert(subscriptions)
      .values({
        customerId: customer.id,
        productId: product.id,
        checkoutSessionId: checkout.id,
        stripeSubscriptionId: `sub_${key}`,
        billingCycle: 'monthly',
        status: 'active',
      })
      .returning()
    if (!subscription) throw new Error('The subscription was not stored')
    return subscription.id
  })
}

export async function makeWebsite(ownDomain: string | null = null) {
  const subscriptionId = await makeSubscription()
  const { websiteId } = await db().transaction((tx) => createWebsite(tx, { subscriptionId, ownDomain }))
  return await readWebsite(websiteId)
}

export async function makePlacedWebsite(ownDomain: string | null = null) {
  const { id } = await makeWebsite(ownDomain)
  const { placed } = await db().transaction((tx) => placeWebsite(tx, id))
  if (!placed) throw new Error('No server had room')
  return await readWebsite(id)
}

export async function readWebsite(id: string) {
  const [website] = await db().select().from(websites).where(eq(websites.id, id))
  if (!website) throw new Error(`There is no website ${id}`)
  return website
}
