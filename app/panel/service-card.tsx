import type { ReactNode } from 'react'
import { DomainName } from '@/components/account/domain-name'
import { Badge, type Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Service, ServiceState } from '@/lib/accounts/list-services'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { formatDay } from '@/lib/web/format-moment'

/** One service: what it is, how it is doing, what it costs and where it opens. */
export function ServiceCard({ service }: { service: Service }) {
  const { planName, state, domain, url, price, cycle, periodEnd, isEnding } = service
  const { tone, words, sentence } = looks[state]
  return (
    <Card as="article" className="flex h-full flex-col gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg sm:text-xl">{domain ? <DomainName domain={domain} /> : planName}</h2>
          {domain && <p className="mt-1 text-muted">{planName}</p>}
        </div>
        <Badge tone={tone}>{words}</Badge>
      </div>
      {sentence && <p>{sentence}</p>}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact term="Price">
          {formatMoney(price)} {cycleWords[cycle].every}
        </Fact>
        {periodEnd && <Fact term={periodTerm(state, isEnding)}>{formatDay(periodEnd)}</Fact>}
      </dl>
      {url && (
        <ButtonLink href={url} variant="secondary" className="mt-auto self-start">
          Open the site
          {domain && <span className="sr-only"> {domain}</span>}
        </ButtonLink>
      )}
    </Card>
  )
}

function periodTerm(state: ServiceState, isEnding: boolean): string {
  if (state === 'ended') return 'Ended'
  return isEnding ? 'Ends' : 'Renews'
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

const looks: Record<ServiceState, { tone: Tone; words: string; sentence?: string }> = {
  setting_up: {
    tone: 'neutral',
    words: 'Being set up',
    sentence: 'Your site is being set up. That usually takes a few seconds; reload this page to see it.',
  },
  running: { tone: 'good', words: 'Running' },
  payment_due: {
    tone: 'warning',
    words: 'Payment due',
    sentence: 'The last payment did not go through. Your site still runs; the mail that we sent you has a link to pay.',
  },
  suspended: {
    tone: 'danger',
    words: 'Suspended',
    sentence: 'Your site is offline, and nothing of it is deleted. Reply to any of our mails if you do not know why.',
  },
  ended: { tone: 'neutral', words: 'Ended' },
}
