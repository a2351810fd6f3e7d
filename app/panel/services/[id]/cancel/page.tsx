import type { Metadata } from 'next'
import { cancelAction } from '@/app/panel/services/[id]/actions'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { ActionForm } from '@/components/account/action-form'
import { Day, Moment } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { FilledText } from '@/components/filled-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { requestLanguage } from '@/lib/web/request-language'
import type { Words } from '@/lib/words/en'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && (await requestLanguage()).words.panel.cancel.title(name) }
}

/** Says what cancelling means for this service, and asks once more. */
export default async function CancelPage({ params }: ServicePageProps) {
  const { name, ...details } = await requireService(params, '/cancel')
  const { service, isLive } = details
  const { words: all, path } = await requestLanguage()
  const words = all.panel.cancel
  const back = path(`/panel/services/${service.id}`)
  const endsAt = isLive && !service.isEnding ? service.periodEnd : null
  return (
    <div className="max-w-prose space-y-8">
      <PageHeader title={<FilledText text={words.question} slots={{ name: <DomainName domain={name} /> }} />} />
      {endsAt ? (
        <Card className="space-y-6">
          <Consequences details={details} endsAt={endsAt} />
          <div className="flex flex-wrap items-end gap-3">
            <ButtonLink href={`${back}#cancel`}>{words.keep}</ButtonLink>
            <ActionForm
              action={cancelAction}
              about={{ subscriptionId: service.id, endsAt: endsAt.toISOString() }}
              submit={{ label: words.submit(service.planName), pending: words.pending, variant: 'danger' }}
              refusalTitle={words.refused}
            />
          </div>
        </Card>
      ) : (
        <>
          <Notice title={words.notNow.title}>{reasonOf(details, words.notNow)}</Notice>
          <ButtonLink href={back}>{all.panel.backToService}</ButtonLink>
        </>
      )}
    </div>
  )
}

async function Consequences({ details, endsAt }: { details: ServiceDetails; endsAt: Date }) {
  const { due, waiting, keptUntil } = details
  const { words: all, money } = await requestLanguage()
  const words = all.panel.cancel
  return (
    <>
      <Facts>
        <Fact term={words.runsUntil}>
          <Moment at={endsAt} />
        </Fact>
        {keptUntil && (
          <Fact term={words.dataUntil}>
            <Day at={keptUntil} />
          </Fact>
        )}
        <Fact term={words.charged}>{due ? words.noRenewal : words.nothing}</Fact>
      </Facts>
      <ul className="list-disc space-y-2 pl-5">
        <li>{due ? words.staysDue(money(due.amount)) : words.staysOnline}</li>
        {waiting && <li>{words.dropsChange(waiting.planName)}</li>}
        <li>{words.undo}</li>
        {keptUntil && <li>{words.deletion}</li>}
      </ul>
    </>
  )
}

function reasonOf({ isLive, service }: ServiceDetails, words: Words['panel']['cancel']['notNow']): string {
  if (!isLive) return words.ended
  return service.isEnding ? words.ending : words.settingUp
}
