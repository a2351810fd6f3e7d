import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listServices, type Service } from '@/lib/accounts/list-services'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import { shopPath } from '@/lib/storefront/shop-path'
import { requestLanguage } from '@/lib/web/request-language'
import { requireUser } from '@/lib/web/session'
import type { Locale } from '@/lib/words/locale'
import { ServiceCard } from './service-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await requestLanguage()).words.panel.title }
}

export default async function PanelPage() {
  const user = await requireUser({ returnTo: '/panel' })
  const services = await listServices(user.id)
  const { words, locale } = await requestLanguage()
  const plansHref = plansPath(locale, services[0])
  return (
    <div className="space-y-8">
      <PageHeader
        title={words.panel.title}
        actions={
          services.length > 0 && (
            <ButtonLink href={plansHref} variant="secondary">
              {words.panel.add}
            </ButtonLink>
          )
        }
      />
      {services.length === 0 ? (
        <Card className="max-w-prose space-y-4">
          <h2 className="text-xl">{words.panel.empty.title}</h2>
          <p>{words.panel.empty.text}</p>
          <ButtonLink href={plansHref}>{words.panel.plans}</ButtonLink>
        </Card>
      ) : (
        <ul className="grid grid-cols-1 gap-5 lg:grid-cols-2">
          {services.map((service) => (
            <li key={service.id}>
              <ServiceCard service={service} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The plans, in the currency in which somebody bought last. */
function plansPath(locale: Locale, newest: Service | undefined): string {
  const currency = newest?.price.currency
  return `${shopPath({ locale, currency: isCurrency(currency) ? currency : defaultCurrency }, '/')}#plans`
}
