import { Day } from '@/components/account/day'
import { FilledText } from '@/components/filled-text'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import { now } from '@/lib/clock'
import { shopPath } from '@/lib/storefront/shop-path'
import { requestLanguage } from '@/lib/web/request-language'

/** A service that is over: since when, what becomes of its data, and the way to buy it again. */
export async function EndedNotice({ details: { service, isSold, keptUntil } }: { details: ServiceDetails }) {
  const { planCode, planName, cycle, price, periodEnd } = service
  const { words: all, locale } = await requestLanguage()
  const words = all.notices.ended
  const view = { locale, currency: isCurrency(price.currency) ? price.currency : defaultCurrency }
  const href = isSold ? shopPath(view, '/checkout', { plan: planCode, cycle }) : `${shopPath(view, '/')}#plans`
  const title = periodEnd ? <FilledText text={words.titleOn} slots={{ day: <Day at={periodEnd} /> }} /> : words.title
  return (
    <Notice title={title}>
      <p>
        {words.text}{' '}
        {keptUntil && (
          <FilledText
            text={keptUntil > now() ? words.dataUntil : words.dataDeleted}
            slots={{ day: <Day at={keptUntil} /> }}
          />
        )}
      </p>
      <ButtonLink href={href} className="mt-4">
        {isSold ? words.orderAgain(planName) : all.panel.plans}
      </ButtonLink>
    </Notice>
  )
}
