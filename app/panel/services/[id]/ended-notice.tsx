import { Day } from '@/components/account/day'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import { now } from '@/lib/clock'
import { shopPath } from '@/lib/storefront/shop-path'
import { defaultLocale } from '@/lib/words/locale'

/** A service that is over: since when, what becomes of its data, and the way to buy it again. */
export function EndedNotice({ details: { service, isSold, keptUntil } }: { details: ServiceDetails }) {
  const { planCode, cycle, price } = service
  const view = { locale: defaultLocale, currency: isCurrency(price.currency) ? price.currency : defaultCurrency }
  const href = isSold ? shopPath(view, '/checkout', { plan: planCode, cycle }) : '/#plans'
  return (
    <Notice
      title={
        service.periodEnd ? (
          <>
            This service ended on <Day at={service.periodEnd} />
          </>
        ) : (
          'This service has ended'
        )
      }
    >
      <p>
        It is not charged any more.{' '}
        {keptUntil && keptUntil > now() && (
          <>
            We keep its data until <Day at={keptUntil} />. If you want your site back, or a copy of it, reply to any of
            our mails before that day.
          </>
        )}
        {keptUntil && keptUntil <= now() && (
          <>
            Its data was deleted on <Day at={keptUntil} />.
          </>
        )}
      </p>
      <ButtonLink href={href} className="mt-4">
        {isSold ? `Order ${service.planName} again` : 'See the plans'}
      </ButtonLink>
    </Notice>
  )
}
