import type { Metadata } from 'next'
import { cancelAction } from '@/app/panel/services/[id]/actions'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { ActionForm } from '@/components/account/action-form'
import { Day, Moment } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { formatMoney } from '@/lib/money'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && `Cancel ${name}` }
}

/** Says what cancelling means for this service, and asks once more. */
export default async function CancelPage({ params }: ServicePageProps) {
  const { name, ...details } = await requireService(params, '/cancel')
  const { service, isLive } = details
  const back = `/panel/services/${service.id}`
  const endsAt = isLive && !service.isEnding ? service.periodEnd : null
  return (
    <div className="max-w-prose space-y-8">
      <PageHeader
        title={
          <>
            Cancel <DomainName domain={name} />?
          </>
        }
      />
      {endsAt ? (
        <Card className="space-y-6">
          <Consequences details={details} endsAt={endsAt} />
          <div className="flex flex-wrap items-end gap-3">
            <ButtonLink href={back}>Keep the service</ButtonLink>
            <ActionForm
              action={cancelAction}
              about={{ subscriptionId: service.id, endsAt: endsAt.toISOString() }}
              submit={{ label: `Cancel ${service.planName}`, pending: 'Cancelling …', variant: 'danger' }}
              refusalTitle="The service is not cancelled"
            />
          </div>
        </Card>
      ) : (
        <>
          <Notice title="There is nothing to cancel">{reasonOf(details)}</Notice>
          <ButtonLink href={back}>Back to the service</ButtonLink>
        </>
      )}
    </div>
  )
}

function Consequences({ details, endsAt }: { details: ServiceDetails; endsAt: Date }) {
  const { due, waiting, keptUntil } = details
  return (
    <>
      <Facts>
        <Fact term="Runs until">
          <Moment at={endsAt} />
        </Fact>
        {keptUntil && (
          <Fact term="Data kept until">
            <Day at={keptUntil} />
          </Fact>
        )}
        <Fact term="Charged from now on">{due ? 'No renewal' : 'Nothing'}</Fact>
      </Facts>
      <ul className="list-disc space-y-2 pl-5">
        {due ? (
          <li>The payment of {formatMoney(due.amount)} that is open stays due.</li>
        ) : (
          <li>Your site stays online until that day, as you have paid for. Then it goes offline.</li>
        )}
        {waiting && <li>The planned change to {waiting.planName} does not happen.</li>}
        <li>Until that day you can undo this with one click, and nothing is lost.</li>
        {keptUntil && <li>After that we keep the data for a while, warn you by mail, and then delete it.</li>}
      </ul>
    </>
  )
}

function reasonOf({ isLive, service }: ServiceDetails): string {
  if (!isLive) return 'This service has ended already.'
  if (service.isEnding) return 'This service ends already with what is paid, and nothing more is charged.'
  return 'This service is still being set up. Come back in a minute.'
}
