import type { Metadata } from 'next'
import { serviceLooks } from '@/app/panel/service-looks'
import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
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
  const { service, isLive } = details
  const { tone, words } = serviceLooks[service.state]
  const href = `/panel/services/${service.id}`
  return (
    <div className="space-y-8">
      <div className="space-y-3">
        <a href="/panel" className="text-link inline-flex min-h-11 items-center">
          Your services
        </a>
        <PageHeader
          title={<DomainName domain={details.name} />}
          intro={<Badge tone={tone}>{words}</Badge>}
          actions={
            service.url && (
              <ButtonLink href={service.url} variant="secondary">
                Open the site
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
      <InvoicePart
        invoices={details.invoices}
        showsAll={invoices === 'all'}
        allHref={`${href}?invoices=all#invoices`}
      />
      {isLive && !service.isEnding && (
        <Card as="section" aria-labelledby="cancel-heading" className="space-y-4">
          <h2 id="cancel-heading" className="text-lg">
            Cancel
          </h2>
          <p>You can cancel at any time. The service then runs until the end of what is paid, and does not renew.</p>
          <ButtonLink href={`${href}/cancel`} variant="secondary">
            Cancel this service
          </ButtonLink>
        </Card>
      )}
    </div>
  )
}
