import { ActionForm } from '@/components/account/action-form'
import { Day } from '@/components/account/day'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { now } from '@/lib/clock'
import { formatMoney } from '@/lib/money'
import { undoAction, withdrawAction } from './actions'
import { EndedNotice } from './ended-notice'

/** What a customer must know about a service before anything else, and what to do about it. */
export function ServiceNotices({ details }: { details: ServiceDetails }) {
  const { isLive, due, heldBecause, isPaused, isDisputed, waiting, service } = details
  if (!isLive) return <EndedNotice details={details} />
  return (
    <>
      {due && <DueNotice due={due} />}
      {heldBecause && (
        <Notice tone="danger" title="We have taken your site offline">
          Our reason: {heldBecause} Nothing of it is deleted. Reply to our mail about it, and we will sort it out.
        </Notice>
      )}
      {isPaused && (
        <Notice tone="danger" title="This service is paused">
          Your site is offline, and nothing of it is deleted. Reply to any of our mails to go on.
        </Notice>
      )}
      {isDisputed && <DisputedNotice details={details} />}
      {service.isEnding && !isDisputed && <EndingNotice details={details} />}
      {waiting && <WaitingNotice serviceId={service.id} planName={service.planName} waiting={waiting} />}
      {service.state === 'setting_up' && (
        <Notice title="Your site is being set up">That usually takes a few seconds. Reload this page to see it.</Notice>
      )}
    </>
  )
}

function DueNotice({ due }: { due: NonNullable<ServiceDetails['due']> }) {
  const isOffline = due.suspendsAt === null || due.suspendsAt <= now()
  return (
    <Notice tone={isOffline ? 'danger' : 'warning'} title={`${formatMoney(due.amount)} is due`}>
      <p>
        The last payment did not go through.{' '}
        {isOffline || !due.suspendsAt ? (
          'Your site is offline until it is paid, and comes back within seconds of your payment. Nothing is deleted.'
        ) : (
          <>
            Your site stays online until <Day at={due.suspendsAt} />. Pay with any card, and everything goes on as
            before.
          </>
        )}
      </p>
      {due.payUrl && (
        <ButtonLink href={due.payUrl} className="mt-4">
          Pay {formatMoney(due.amount)}
        </ButtonLink>
      )}
    </Notice>
  )
}

function DisputedNotice({ details: { service } }: { details: ServiceDetails }) {
  return (
    <Notice tone="warning" title="A payment of yours is disputed">
      Your bank asked for a payment back, so this service does not renew.{' '}
      {service.periodEnd && service.isEnding && (
        <>
          It runs until <Day at={service.periodEnd} />.{' '}
        </>
      )}
      If that is a misunderstanding, reply to any of our mails, and we will sort it out.
    </Notice>
  )
}

function EndingNotice({ details: { service, due, keptUntil } }: { details: ServiceDetails }) {
  if (!service.periodEnd) return null
  return (
    <Notice
      tone="warning"
      title={
        <>
          This service ends on <Day at={service.periodEnd} />
        </>
      }
    >
      <p>
        It runs until then. {due ? 'It does not renew; only what is due above stays due.' : 'Nothing more is charged.'}{' '}
        {keptUntil && (
          <>
            We keep its data until <Day at={keptUntil} />.
          </>
        )}{' '}
        If you keep it, it renews on <Day at={service.periodEnd} /> for {formatMoney(service.price)}.
      </p>
      <div className="mt-4">
        <ActionForm
          action={undoAction}
          about={{ subscriptionId: service.id }}
          submit={{ label: 'Keep the service', pending: 'Keeping it …' }}
          refusalTitle="The cancellation is not undone"
        />
      </div>
    </Notice>
  )
}

type WaitingNoticeProps = {
  serviceId: string
  planName: string
  waiting: NonNullable<ServiceDetails['waiting']>
}

function WaitingNotice({ serviceId, planName, waiting }: WaitingNoticeProps) {
  const { price, cycle } = waiting
  return (
    <Notice
      title={
        <>
          Your plan changes to {waiting.planName} on <Day at={waiting.effectiveAt} />
        </>
      }
    >
      <p>
        {price && `From then on it costs ${formatMoney(price)} ${cycleWords[cycle].every}. `}Until then you keep{' '}
        {planName}, and nothing is charged.
      </p>
      <div className="mt-4">
        <ActionForm
          action={withdrawAction}
          about={{ subscriptionId: serviceId }}
          submit={{ label: 'Take the change back', pending: 'Taking it back …', variant: 'secondary' }}
          refusalTitle="The change is not taken back"
        />
      </div>
    </Notice>
  )
}
