import { Moment } from '@/app/admin/moment'
import { Day } from '@/components/account/day'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { Badge, type Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { StaffService } from '@/lib/admin/list-customer-services'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { actorName } from './actor-name'
import { actNames, actsFor } from './service-acts'

/** A service: how it is, what it costs, and what staff can do about it. */
export function ServiceCard({ service }: { service: StaffService }) {
  const { id, customerId, planName, domain, url, hold, state, order } = service
  const { tone, words } = looks[state]
  const name = domain ?? planName
  const reasons = service.offlineBecause.filter(isOthers)
  return (
    <Card as="article" className="space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h3 className="min-w-0 text-lg wrap-anywhere">
          {url ? (
            <a href={url} className="text-link">
              <DomainName domain={name} />
            </a>
          ) : (
            <DomainName domain={name} />
          )}
        </h3>
        <Badge tone={tone}>{words}</Badge>
      </div>
      {reasons.length > 0 && (
        <p>Offline because {reasons.map((reason) => reasonWords[reason]).join(', and because ')}.</p>
      )}
      {hold && (
        <p>
          Taken offline by {actorName(hold.by)} on <Moment at={hold.since} />: “{hold.reason}”
        </p>
      )}
      <Facts>
        <Fact term="Plan">{planName}</Fact>
        <Fact term="Price">
          {formatMoney(service.price)} {cycleWords[service.cycle].every}
        </Fact>
        <Fact term={periodTerm(service)}>{service.periodEnd ? <Day at={service.periodEnd} /> : 'Not known yet'}</Fact>
        <Fact term="Order">
          <a href={`/admin/orders/${order.id}`} className="text-link -my-1 inline-block py-1">
            {order.number}
          </a>
        </Fact>
      </Facts>
      <div className="flex flex-wrap items-center gap-3">
        {actsFor(service).map((act) => (
          <ButtonLink key={act} href={`/admin/customers/${customerId}/services/${id}/${act}`} variant="secondary">
            {actNames[act]}
            <span className="sr-only">: {name}</span>
          </ButtonLink>
        ))}
        {service.stripeUrl && (
          <a href={service.stripeUrl} className="text-link inline-block py-1">
            At Stripe
          </a>
        )}
      </div>
    </Card>
  )
}

function periodTerm({ state, isEnding }: StaffService): string {
  if (state === 'ended') return 'Ended'
  return isEnding ? 'Ends' : 'Renews'
}

const looks: Record<StaffService['state'], { tone: Tone; words: string }> = {
  setting_up: { tone: 'neutral', words: 'Being set up' },
  running: { tone: 'good', words: 'Running' },
  payment_due: { tone: 'warning', words: 'Payment due' },
  suspended: { tone: 'danger', words: 'Offline' },
  ended: { tone: 'neutral', words: 'Ended' },
}

type Reason = StaffService['offlineBecause'][number]
type OthersReason = Exclude<Reason, 'staff'>

/** What staff did themselves is told with who and why. */
function isOthers(reason: Reason): reason is OthersReason {
  return reason !== 'staff'
}

const reasonWords: Record<OthersReason, string> = {
  non_payment: 'its renewal is not paid',
  paused: 'it is paused at Stripe',
  ended: 'it has ended',
}
