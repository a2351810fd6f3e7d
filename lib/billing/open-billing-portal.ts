import { eq } from 'drizzle-orm'
import { checkoutSessions } from '@/db/schema/checkout'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { createPortalSession } from '@/lib/stripe/create-portal-session'
import { localPath } from '@/lib/words/local-path'
import type { Locale } from '@/lib/words/locale'
import { findOwnLiveSubscription, type OwnService } from './find-own-subscription'

/**
 * Opens Stripe's pages for the cards, the billing address and the invoices that belong to a service. Every order has a
 * customer of its own at Stripe, so they are those of this service alone.
 * @param locale in which the customer comes back
 * @returns the address to send the customer to; from there they come back to the service's page
 * @throws AppError `not_found`, `subscription_ended`, `stripe_unreachable`, `stripe_refused`
 */
export async function openBillingPortal(own: OwnService, locale: Locale): Promise<string> {
  const { id, checkoutSessionId } = await findOwnLiveSubscription(own)
  const [order] = await db()
    .select({ stripeCustomerId: checkoutSessions.stripeCustomerId })
    .from(checkoutSessions)
    .where(eq(checkoutSessions.id, checkoutSessionId))
  if (!order?.stripeCustomerId) throw new Error(`The order of the subscription ${id} has no customer at Stripe`)
  const page = localPath(locale, `/panel/services/${id}`)
  const url = await createPortalSession(order.stripeCustomerId, env().PANEL_URL + page)
  const subject = `subscriptions:${id}`
  await recordAudit(db(), { actor: `user:${own.userId}`, action: 'billing_portal.opened', subject })
  return url
}
