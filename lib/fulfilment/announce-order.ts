import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { subscriptions } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { websites } from '@/db/schema/provisioning'
import { orderNumber } from '@/lib/checkout/order-number'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { deliverMail } from '@/lib/mail/deliver-mail'
import { MailRefused } from '@/lib/mail/explain-failure'
import { recordMail } from '@/lib/mail/record-mail'
import { localPath } from '@/lib/words/local-path'
import { crashPoint } from './crash-points'
import { type Fulfilment, NeedsPerson } from './step'

/**
 * Sends the order's one mail: the welcome with a temporary password to a new account, a confirmation to one that existed.
 * @throws NeedsPerson when the address was refused for good; anything else when it could not be sent yet
 */
export async function announceOrder(fulfilment: Fulfilment): Promise<void> {
  const { order } = fulfilment
  const facts = await loadFacts(order.id, fulfilment.userId)
  const wanted = order.domainInfo?.domain ?? null
  const props = {
    name: facts.user.name,
    planName: facts.product.name,
    cycle: order.billingCycle,
    amountToday: { amountMinor: order.paidAmount ?? order.amount, currency: order.currency },
    taxToday: order.taxAmount ? { amountMinor: order.taxAmount, currency: order.currency } : null,
    addsTax: (order.paidAmount ?? order.amount) > order.amount,
    renewal: { amountMinor: order.renewalAmount, currency: order.currency },
    renewalDate: facts.subscription.currentPeriodEnd?.toISOString() ?? null,
    siteUrl: facts.website.url,
    domain: facts.website.domain,
    lostDomain: wanted === facts.website.domain ? null : wanted,
    dnsUrl: wanted && env().PANEL_URL + localPath(order.locale, `/panel/services/${facts.subscription.id}/domain`),
    orderNumber: orderNumber(order.id),
  }
  const mail = { dedupeKey: `order:${order.id}`, to: facts.user.email, locale: order.locale }
  const account = { userId: facts.user.id, email: facts.user.email }
  const { emailLogId } = await db().transaction((tx) =>
    fulfilment.isNewAccount
      ? recordMail(tx, { ...mail, template: 'welcome', props: { ...props, ...account } })
      : recordMail(tx, { ...mail, template: 'order-confirmation', props }),
  )
  try {
    await deliverMail(emailLogId, () => crashPoint(order.id, 'welcome_mail', 'mail_taken'))
  } catch (error) {
    if (error instanceof MailRefused) throw new NeedsPerson(error.message)
    throw error
  }
}

async function loadFacts(checkoutSessionId: string, userId: string | null) {
  const [service] = await db()
    .select()
    .from(subscriptions)
    .innerJoin(products, eq(products.id, subscriptions.productId))
    .innerJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(eq(subscriptions.checkoutSessionId, checkoutSessionId))
  const [user] = userId ? await db().select().from(users).where(eq(users.id, userId)) : []
  const url = service?.websites.url
  if (!service || !url || !user) throw new NeedsPerson('The order has no site or no account to write about')
  return {
    user,
    subscription: service.subscriptions,
    product: service.products,
    website: { ...service.websites, url },
  }
}
