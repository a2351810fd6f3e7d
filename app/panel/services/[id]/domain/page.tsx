import type { Metadata } from 'next'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { Moment } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { readDomainNow, type SiteDomain } from '@/lib/domains/read-domain'
import { AutoRefresh } from './auto-refresh'
import { DomainForm } from './domain-form'
import { DomainState } from './domain-state'
import { RecordTable } from './record-table'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && `Domain of ${name}` }
}

/** Which DNS records lead a customer's own domain to the site, and whether they do. Looks it up at each visit. */
export default async function DomainPage({ params }: ServicePageProps) {
  const { service, userId, isLive } = await requireService(params, '/domain')
  const back = `/panel/services/${service.id}`
  const site = isLive ? await readDomainNow({ subscriptionId: service.id, userId }) : null
  return (
    <div className="max-w-3xl space-y-8">
      <div className="space-y-3">
        <a href={back} className="text-link inline-block py-2">
          Back to the service
        </a>
        <PageHeader title="Domain" intro={site && <Intro site={site} />} />
      </div>
      {site ? (
        <SiteParts site={site} serviceId={service.id} />
      ) : (
        <Notice title="There is no domain to set">
          {isLive ? 'Your site is still being set up. Come back in a minute.' : 'This service has ended.'}
        </Notice>
      )}
    </div>
  )
}

function Intro({ site: { systemDomain } }: { site: SiteDomain }) {
  return (
    <>
      Your site always answers at <DomainName domain={systemDomain} />. With a domain of your own it answers there as
      well.
    </>
  )
}

function SiteParts({ site, serviceId }: { site: SiteDomain; serviceId: string }) {
  const { claim, lostDomain } = site
  return (
    <>
      {lostDomain && (
        <Notice tone="warning" title={`${lostDomain} is no longer connected to your site`}>
          Somebody who controls the DNS of {lostDomain} has proved that it is theirs and connected it to a site of their
          own. Your site and its files are as they were. If {lostDomain} is yours, connect it again: its new TXT record
          then decides.
        </Notice>
      )}
      {claim && <ClaimPart site={site} claim={claim} serviceId={serviceId} />}
      <Card as="section" aria-labelledby="connect-heading" className="space-y-5">
        <h2 id="connect-heading" className="text-lg">
          {claim ? 'Use another domain' : 'Connect a domain'}
        </h2>
        <DomainForm subscriptionId={serviceId} />
      </Card>
    </>
  )
}

type ClaimPartProps = { site: SiteDomain; claim: NonNullable<SiteDomain['claim']>; serviceId: string }

function ClaimPart({ site: { records, isDemo }, claim, serviceId }: ClaimPartProps) {
  const { domain, proof, state, checkedAt } = claim
  const isDone = state === 'here' && !proof
  return (
    <Card as="section" aria-labelledby="claim-heading" className="space-y-6">
      <h2 id="claim-heading" className="text-lg">
        <DomainName domain={domain} />
      </h2>
      {proof && (
        <>
          <Notice tone="warning" title={`Prove that ${domain} is yours`}>
            The name is set up with another site here. Set this record where you manage the domain. As soon as we find
            it, {domain} is yours here, and you can remove the record.
          </Notice>
          <RecordTable records={[proof]} label={`Proof for ${domain}`} />
        </>
      )}
      <DomainState claim={claim} />
      {records.length > 0 && <RecordTable records={records} label={`Records for ${domain}`} />}
      {records.length === 0 && (
        <Notice title={isDemo ? 'This is a demo on one machine' : 'The address of your server is missing here'}>
          {isDemo
            ? `Its server has no public address, so ${domain} leads nowhere outside this machine, and there are no records to set.`
            : 'Reply to any of our mails, and we tell you which records to set.'}
        </Notice>
      )}
      {!isDone && (records.length > 0 || proof) && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <ButtonLink href={`/panel/services/${serviceId}/domain`}>Check again</ButtonLink>
          {checkedAt && (
            <p className="text-sm text-muted">
              Last looked up <Moment at={checkedAt} />. We keep looking by ourselves.
            </p>
          )}
          <AutoRefresh />
        </div>
      )}
    </Card>
  )
}
