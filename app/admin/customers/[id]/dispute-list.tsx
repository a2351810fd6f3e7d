import { Moment } from '@/app/admin/moment'
import { Day } from '@/components/account/day'
import { Badge, type Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Customer, Dispute } from '@/lib/admin/get-customer'
import { formatMoney } from '@/lib/money'
import { actorName } from './actor-name'

/** The disputes of a customer, whether they may buy, and the way to change that. */
export function DisputeList({ customer }: { customer: Customer }) {
  const { id, disputes, isBlocked } = customer
  const isCleared = disputes.some(({ clearance }) => clearance !== null)
  return (
    <Card className="space-y-5">
      <ul className="space-y-5">
        {disputes.map((dispute) => (
          <li key={dispute.id}>
            <DisputeEntry dispute={dispute} />
          </li>
        ))}
      </ul>
      <p>
        {isBlocked
          ? 'New purchases of this customer are refused, and what a dispute has stopped does not renew.'
          : 'This customer may buy.'}
      </p>
      {isBlocked && (
        <ButtonLink href={`/admin/customers/${id}/purchases/allow`} variant="secondary">
          Let this customer buy again
        </ButtonLink>
      )}
      {!isBlocked && isCleared && (
        <ButtonLink href={`/admin/customers/${id}/purchases/block`} variant="secondary">
          Block purchases again
        </ButtonLink>
      )}
    </Card>
  )
}

function DisputeEntry({ dispute }: { dispute: Dispute }) {
  const { tone, words } = looks[dispute.status] ?? { tone: 'warning', words: 'Open' }
  const { clearance } = dispute
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{formatMoney(dispute.amount)}</span>
        <Badge tone={tone}>{words}</Badge>
        <span className="text-sm text-muted">
          since <Day at={dispute.openedAt} />, reason: {dispute.reason.replaceAll('_', ' ')}
        </span>
      </p>
      {clearance && (
        <p className="mt-1 text-sm">
          Cleared by {actorName(clearance.by)} on <Moment at={clearance.at} />: “{clearance.reason}”
        </p>
      )}
      {dispute.stripeUrl && (
        <a href={dispute.stripeUrl} className="text-link inline-block py-1 text-sm">
          At Stripe
        </a>
      )}
    </>
  )
}

/** https://docs.stripe.com/api/disputes/object#dispute_object-status */
const looks: Record<string, { tone: Tone; words: string }> = {
  warning_needs_response: { tone: 'warning', words: 'Bank asks, answer due' },
  warning_under_review: { tone: 'warning', words: 'Bank asks, answered' },
  warning_closed: { tone: 'good', words: 'Bank’s question closed' },
  needs_response: { tone: 'danger', words: 'Open, answer due' },
  under_review: { tone: 'warning', words: 'Under review' },
  won: { tone: 'good', words: 'Won' },
  lost: { tone: 'danger', words: 'Lost' },
  prevented: { tone: 'good', words: 'Prevented' },
}
