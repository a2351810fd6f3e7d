import { and, eq, isNotNull } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/billing'
import { checkoutSessions } from '@/db/schema/checkout'
import { fulfilmentSteps, fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { type FrontPage, fetchFrontPage } from '@/lib/provisioning/fetch-front-page'
import type { Locale } from '@/lib/words/locale'
import { isSessionId } from './session-id'
import type { StepName } from './step-names'

const verified: StepName = 'verified'

/**
 * What an order's site shows at this moment, for whoever knows the session's id, as the landing page is.
 * @returns null when there is no such order, or its site has not answered yet; `page` is null when it does not now
 */
export async function previewSite(stripeSessionId: string): Promise<{ locale: Locale; page: FrontPage | null } | null> {
  if (!isSessionId(stripeSessionId)) return null
  const [found] = await db()
    .select({ websiteId: websites.id, locale: checkoutSessions.locale })
    .from(checkoutSessions)
    .innerJoin(fulfilments, eq(fulfilments.checkoutSessionId, checkoutSessions.id))
    .innerJoin(fulfilmentSteps, eq(fulfilmentSteps.fulfilmentId, fulfilments.id))
    .innerJoin(subscriptions, eq(subscriptions.checkoutSessionId, checkoutSessions.id))
    .innerJoin(websites, eq(websites.subscriptionId, subscriptions.id))
    .where(
      and(
        eq(checkoutSessions.stripeSessionId, stripeSessionId),
        eq(fulfilmentSteps.step, verified),
        isNotNull(fulfilmentSteps.completedAt),
      ),
    )
  return found ? { locale: found.locale, page: await fetchFrontPage(found.websiteId) } : null
}
