import { ActionForm } from '@/components/account/action-form'
import { Day } from '@/components/account/day'
import { FilledText } from '@/components/filled-text'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ServiceDetails } from '@/lib/billing/read-service'
import { now } from '@/lib/clock'
import { requestLanguage } from '@/lib/web/request-language'
import { undoAction, withdrawAction } from './actions'
import { EndedNotice } from './ended-notice'

/** What a customer must know about a service before anything else, and what to do about it. */
export async function ServiceNotices({ details }: { details: ServiceDetails }) {
  const { isLive, due, heldBecause, isPaused, isDisputed, waiting, service } = details
  const { held, paused, settingUp } = (await requestLanguage()).words.notices
  if (!isLive) return <EndedNotice details={details} />
  return (
    <>
      {due && <DueNotice due={due} />}
      {heldBecause && (
        <Notice tone="danger" title={held.title}>
          {held.text(heldBecause)}
        </Notice>
      )}
      {isPaused && (
        <Notice tone="danger" title={paused.title}>
          {paused.text}
        </Notice>
      )}
      {isDisputed && <DisputedNotice details={details} />}
      {service.isEnding && !isDisputed && <EndingNotice details={details} />}
      {waiting && <WaitingNotice serviceId={service.id} planName={service.planName} waiting={waiting} />}
      {service.state === 'setting_up' && <Notice title={settingUp.title}>{settingUp.text}</Notice>}
    </>
  )
}

async function DueNotice({ due: { amount, suspendsAt, payUrl } }: { due: NonNullable<ServiceDetails['due']> }) {
  const { words: all, money } = await requestLanguage()
  const words = all.notices.due
  const onlineUntil = suspendsAt && suspendsAt > now() ? suspendsAt : null
  return (
    <Notice tone={onlineUntil ? 'warning' : 'danger'} title={words.title(money(amount))}>
      <p>
        {words.failed}{' '}
        {onlineUntil ? (
          <FilledText text={words.onlineUntil} slots={{ day: <Day at={onlineUntil} /> }} />
        ) : (
          words.offline
        )}
      </p>
      {payUrl && (
        <ButtonLink href={payUrl} className="mt-4">
          {words.pay(money(amount))}
        </ButtonLink>
      )}
    </Notice>
  )
}

async function DisputedNotice({ details: { service } }: { details: ServiceDetails }) {
  const words = (await requestLanguage()).words.notices.disputed
  return (
    <Notice tone="warning" title={words.title}>
      {words.text}{' '}
      {service.periodEnd && service.isEnding && (
        <>
          <FilledText text={words.runsUntil} slots={{ day: <Day at={service.periodEnd} /> }} />{' '}
        </>
      )}
      {words.next}
    </Notice>
  )
}

async function EndingNotice({ details: { service, due, keptUntil } }: { details: ServiceDetails }) {
  if (!service.periodEnd) return null
  const { words: all, money } = await requestLanguage()
  const words = all.notices.ending
  const day = <Day at={service.periodEnd} />
  return (
    <Notice tone="warning" title={<FilledText text={words.title} slots={{ day }} />}>
      <p>
        {words.runs} {due ? words.staysDue : words.nothingMore}{' '}
        {keptUntil && (
          <>
            <FilledText text={words.dataUntil} slots={{ day: <Day at={keptUntil} /> }} />{' '}
          </>
        )}
        <FilledText text={words.ifKept} slots={{ day, amount: money(service.price) }} />
      </p>
      <div className="mt-4">
        <ActionForm
          action={undoAction}
          about={{ subscriptionId: service.id }}
          submit={{ label: words.keep, pending: words.pending }}
          refusalTitle={words.refused}
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

async function WaitingNotice({ serviceId, planName, waiting }: WaitingNoticeProps) {
  const { price, cycle, effectiveAt } = waiting
  const { words: all, money } = await requestLanguage()
  const words = all.notices.waiting
  const title = <FilledText text={words.title} slots={{ plan: waiting.planName, day: <Day at={effectiveAt} /> }} />
  return (
    <Notice title={title}>
      <p>
        {price && `${words.price(money(price), all.cycles[cycle].every)} `}
        {words.until(planName)}
      </p>
      <div className="mt-4">
        <ActionForm
          action={withdrawAction}
          about={{ subscriptionId: serviceId }}
          submit={{ label: words.withdraw, pending: words.pending, variant: 'secondary' }}
          refusalTitle={words.refused}
        />
      </div>
    </Notice>
  )
}
