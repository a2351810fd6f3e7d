import type { Metadata } from 'next'
import { toneOf } from '@/app/panel/service-looks'
import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { readDomain } from '@/lib/domains/read-domain'
import { requestLanguage } from '@/lib/web/request-language'
import { DomainPart } from './domain-part'
import { DoneNotice } from './done-notice'
import { requireService, type ServicePageProps, serviceName } from './find-service'
import { InvoicePart } from './invoice-part'
import { PaymentPart } from './payment-part'
import { PlanPart } from './plan-part'
import { ServiceNotices } from './service-notices'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  return { title: await serviceName(params) }
}

/** `?done=` says what was just done here, `?invoices=all` shows more than the newest ones. */
export default async function ServicePage({ params, searchParams }: ServicePageProps) {
  const details = await requireService(params)
  const { done, invoices } = await searchParams
  const { service, isLive, userId } = details
  const site = isLive ? await readDomain({ subscriptionId: service.id, userId }) : null
  const { words: all, path } = await requestLanguage()
  const words = all.panel
  const href = path(`/panel/services/${service.id}`)
  return (
    <div className="space-y-8">
      <div className="space-y-3">
        <a href={path('/panel')} className="text-link inline-flex min-h-11 items-center">
          {words.title}
        </a>
        <PageHeader
          title={<DomainName domain={details.name} />}
          intro={<Badge tone={toneOf[service.state]}>{words.states[service.state]}</Badge>}
          actions={
            service.url && (
              <ButtonLink href={service.url} variant="secondary">
                {words.openSite}
              </ButtonLink>
            )
          }
        />
      </div>
      <DoneNotice done={done} />
      <ServiceNotices details={details} />
      {isLive && (
        <div className="grid gap-6 lg:grid-cols-2">
          <PlanPart service={service} isChangeable={details.isChangeable} />
          <PaymentPart serviceId={service.id} />
        </div>
      )}
      {site && <DomainPart site={site} serviceId={service.id} />}
      <InvoicePart
        invoices={details.invoices}
        showsAll={invoices === 'all'}
        allHref={`${href}?invoices=all#invoices`}
      />
      {isLive && !service.isEnding && (
        <Card as="section" id="cancel" aria-labelledby="cancel-heading" className="space-y-4">
          <h2 id="cancel-heading" className="text-lg">
            {words.cancel.heading}
          </h2>
          <p>{words.cancel.text}</p>
          <ButtonLink href={`${href}/cancel`} variant="secondary">
            {words.cancel.link}
          </ButtonLink>
        </Card>
      )}
    </div>
  )
}
