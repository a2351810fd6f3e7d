import type { Metadata } from 'next'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { Moment } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { FilledText } from '@/components/filled-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { readDomainNow, type SiteDomain } from '@/lib/domains/read-domain'
import { requestLanguage } from '@/lib/web/request-language'
import { AutoRefresh } from './auto-refresh'
import { DomainForm } from './domain-form'
import { DomainState } from './domain-state'
import { RecordTable } from './record-table'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && (await requestLanguage()).words.domains.titleOf(name) }
}

/** Which DNS records lead a customer's own domain to the site, and whether they do. Looks it up at each visit. */
export default async function DomainPage({ params }: ServicePageProps) {
  const { service, userId, isLive } = await requireService(params, '/domain')
  const { words: all, path } = await requestLanguage()
  const words = all.domains
  const site = isLive ? await readDomainNow({ subscriptionId: service.id, userId }) : null
  const slots = { systemDomain: site && <DomainName domain={site.systemDomain} /> }
  return (
    <div className="max-w-3xl space-y-8">
      <div className="space-y-3">
        <a href={path(`/panel/services/${service.id}`)} className="text-link inline-block py-2">
          {all.panel.backToService}
        </a>
        <PageHeader title={words.title} intro={site && <FilledText text={words.intro} slots={slots} />} />
      </div>
      {site ? (
        <SiteParts site={site} serviceId={service.id} />
      ) : (
        <Notice title={words.none.title}>{isLive ? words.none.settingUp : words.none.ended}</Notice>
      )}
    </div>
  )
}

async function SiteParts({ site, serviceId }: { site: SiteDomain; serviceId: string }) {
  const words = (await requestLanguage()).words.domains
  const { claim, lostDomain } = site
  return (
    <>
      {lostDomain && (
        <Notice tone="warning" title={words.lost.title(lostDomain)}>
          {words.lost.text(lostDomain)}
        </Notice>
      )}
      {claim && <ClaimPart site={site} claim={claim} serviceId={serviceId} />}
      <Card as="section" aria-labelledby="connect-heading" className="space-y-5">
        <h2 id="connect-heading" className="text-lg">
          {claim ? words.form.another : words.form.connect}
        </h2>
        <DomainForm subscriptionId={serviceId} words={words.form} />
      </Card>
    </>
  )
}

type ClaimPartProps = { site: SiteDomain; claim: NonNullable<SiteDomain['claim']>; serviceId: string }

async function ClaimPart({ site: { records, isDemo }, claim, serviceId }: ClaimPartProps) {
  const { words: all, path } = await requestLanguage()
  const words = all.domains
  const { domain, proof, state, checkedAt } = claim
  const isDone = state === 'here' && !proof
  return (
    <Card as="section" aria-labelledby="claim-heading" className="space-y-6">
      <h2 id="claim-heading" className="text-lg">
        <DomainName domain={domain} />
      </h2>
      {proof && (
        <>
          <Notice tone="warning" title={words.proof.title(domain)}>
            {words.proof.text(domain)}
          </Notice>
          <RecordTable records={[proof]} label={words.proof.table(domain)} />
        </>
      )}
      <DomainState claim={claim} />
      {records.length > 0 && <RecordTable records={records} label={words.records.table(domain)} />}
      {records.length === 0 && (
        <Notice title={isDemo ? words.noRecords.demoTitle : words.noRecords.title}>
          {isDemo ? words.noRecords.demo(domain) : words.noRecords.text}
        </Notice>
      )}
      {!isDone && (records.length > 0 || proof) && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <ButtonLink href={path(`/panel/services/${serviceId}/domain`)}>{words.check.again}</ButtonLink>
          {checkedAt && (
            <p className="text-sm text-muted">
              <FilledText text={words.check.last} slots={{ moment: <Moment at={checkedAt} /> }} />
            </p>
          )}
          <AutoRefresh />
        </div>
      )}
    </Card>
  )
}
