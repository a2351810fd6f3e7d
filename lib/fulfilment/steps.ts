import { eq } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { createAccount } from '@/lib/accounts/create-account'
import { syncSubscription } from '@/lib/billing/sync-subscription'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { activateWebsite } from '@/lib/provisioning/activate-website'
import { createWebsite } from '@/lib/provisioning/create-website'
import type { Outcome } from '@/lib/provisioning/driver'
import { placeWebsite } from '@/lib/provisioning/place-website'
import { provisionWebsite } from '@/lib/provisioning/provision-website'
import { recordProvisioned } from '@/lib/provisioning/record-provisioned'
import { releaseDomain, tellEndedSites } from '@/lib/provisioning/release-domain'
import { verifyWebsite } from '@/lib/provisioning/verify-website'
import { askPatiently } from '@/lib/stripe/ask-patiently'
import { retrieveCheckoutSession } from '@/lib/stripe/retrieve-checkout-session'
import { announceOrder } from './announce-order'
import { Held, NeedsPerson, NoRoom, type Step, UnderWay } from './step'
import type { StepName } from './step-names'

/** What each step does; see `Step` for what it must live through. */
export const steps: Record<StepName, Step> = {
  account: async ({ id, order }) => {
    return async (tx) => {
      const { email, customerName: name, locale } = order
      const { userId, created } = await createAccount(tx, { email, name, locale })
      await tx.update(fulfilments).set({ userId, isNewAccount: created }).where(eq(fulfilments.id, id))
    }
  },

  customer: async ({ userId, order }) => {
    const session = await paidSession(order.stripeSessionId)
    const { stripeCustomerId, pricedMinor, currency } = session
    if (pricedMinor !== order.amount || currency !== order.currency) {
      throw new NeedsPerson(`Stripe took ${pricedMinor} ${currency}, the order says ${order.amount} ${order.currency}`)
    }
    return async (tx) => {
      await tx
        .insert(customers)
        .values({ userId: known(userId, 'account'), email: order.email, stripeCustomerId })
        .onConflictDoNothing({ target: customers.userId })
      await tx
        .update(checkoutSessions)
        .set({ stripeCustomerId, paidAmount: session.totalMinor, taxAmount: session.taxMinor })
        .where(eq(checkoutSessions.id, order.id))
    }
  },

  subscription: async ({ userId, order }) => {
    const { stripeSubscriptionId } = await paidSession(order.stripeSessionId)
    if (!stripeSubscriptionId) throw new Held('Stripe has not made the subscription yet')
    return async (tx) => {
      const [customer] = await tx
        .select({ id: customers.id })
        .from(customers)
        .where(eq(customers.userId, known(userId, 'account')))
      const [product] = await tx.select({ id: products.id }).from(products).where(eq(products.code, order.productCode))
      await tx
        .insert(subscriptions)
        .values({
          customerId: known(customer?.id, 'customer'),
          productId: known(product?.id, 'product'),
          checkoutSessionId: order.id,
          stripeSubscriptionId,
          billingCycle: order.billingCycle,
          status: 'incomplete',
        })
        .onConflictDoNothing({ target: subscriptions.checkoutSessionId })
    }
  },

  checkout_completed: async ({ order }) => {
    // Only now, with the row there, no event about the subscription can be missed any more.
    const subscription = await subscriptionOf(order.id)
    await askPatiently(() => syncSubscription(subscription.stripeSubscriptionId, `order:${order.id}`))
    return async (tx) => {
      await tx
        .update(checkoutSessions)
        .set({ status: 'completed', completedAt: now() })
        .where(eq(checkoutSessions.id, order.id))
    }
  },

  placed: async ({ userId, order }) => {
    const subscription = await subscriptionOf(order.id)
    return async (tx) => {
      const ownDomain = order.domainInfo?.domain ?? null
      if (ownDomain) await releaseDomain(tx, ownDomain, known(userId, 'account'), `order:${order.id}`)
      const { websiteId } = await createWebsite(tx, { subscriptionId: subscription.id, ownDomain })
      const { placed } = await placeWebsite(tx, websiteId)
      if (!placed) throw new NoRoom('No server has room for this site')
    }
  },

  provisioned: async ({ userId, order }) => {
    const websiteId = await websiteOf(order.id)
    if (order.domainInfo) await tellEndedSites(known(userId, 'account'))
    const { url } = settled(await provisionWebsite(websiteId))
    return (tx) => recordProvisioned(tx, websiteId, { url })
  },

  verified: async ({ order }) => {
    const websiteId = await websiteOf(order.id)
    settled(await verifyWebsite(websiteId))
    return (tx) => activateWebsite(tx, websiteId)
  },

  welcome_mail: async (fulfilment) => {
    await announceOrder(fulfilment)
    return async () => {}
  },
}

async function paidSession(stripeSessionId: string | null) {
  const session = stripeSessionId ? await askPatiently(() => retrieveCheckoutSession(stripeSessionId)) : null
  if (!session?.isPaid) throw new NeedsPerson('Stripe does not say that this checkout session is paid')
  return session
}

async function subscriptionOf(checkoutSessionId: string) {
  const [subscription] = await db()
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.checkoutSessionId, checkoutSessionId))
  return known(subscription, 'subscription')
}

async function websiteOf(checkoutSessionId: string): Promise<string> {
  const { id } = await subscriptionOf(checkoutSessionId)
  const [website] = await db().select({ id: websites.id }).from(websites).where(eq(websites.subscriptionId, id))
  return known(website?.id, 'website')
}

/** What an earlier step has written is there, or the books are wrong. */
function known<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new NeedsPerson(`The ${what} of this order is missing`)
  return value
}

function settled(outcome: Outcome): Extract<Outcome, { kind: 'done' }> {
  if (outcome.kind === 'done') return outcome
  if (outcome.kind === 'pending') throw new UnderWay('The server is still working on it', outcome.pollAfterMs)
  if (outcome.kind === 'retry') throw outcome.cause ?? new Held(outcome.reason, outcome.afterMs)
  throw new NeedsPerson(outcome.reason)
}
