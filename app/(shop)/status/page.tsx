import type { Metadata } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { LocalTime } from '@/components/local-time'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { now } from '@/lib/clock'
import { checkHealth, type Health } from '@/lib/health/check-health'
import { shopPath } from '@/lib/storefront/shop-path'
import type { PageQuery } from '@/lib/web/page-query'
import { requestView } from '@/lib/web/request-view'
import { wordsOf } from '@/lib/words/words-of'

export async function generateMetadata(query: PageQuery): Promise<Metadata> {
  const view = await requestView(query)
  return shopMetadata(view, '/status', { title: wordsOf(view.locale).company.status.title })
}

/** How the shop is at this moment: the facts of /api/health in words. */
export default async function StatusPage(query: PageQuery) {
  await connection()
  const view = await requestView(query)
  const words = wordsOf(view.locale).company.status
  const health = await checkHealth()
  const state = stateOf(health)
  const { queue } = health
  return (
    <ShopFrame view={view} path="/status">
      <div className="page-column py-16">
        <PageHeader title={words[state]} intro={words[`${state}Text`]} />
        <dl className="mt-10 max-w-prose border-t border-line">
          <Fact name={words.database}>{health.database === 'ok' ? words.answers : words.unreachable}</Fact>
          {queue && <Fact name={words.waiting}>{words.waitingText(queue.ready)}</Fact>}
          {queue && queue.ready > 0 && (
            <Fact name={words.oldest}>{words.seconds(Math.round(queue.oldestSeconds))}</Fact>
          )}
          <Fact name={words.version}>{health.version}</Fact>
          <Fact name={words.checkedAt}>
            <LocalTime dateTime={now().toISOString()} format={moment} locale={view.locale} />
          </Fact>
        </dl>
        <div className="mt-8">
          <ButtonLink href={shopPath(view, '/status')} variant="secondary">
            {words.again}
          </ButtonLink>
        </div>
      </div>
    </ShopFrame>
  )
}

const moment: Intl.DateTimeFormatOptions = {
  ...{ day: 'numeric', month: 'long', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
}

/** Work is taken up within seconds, so a minute means that nobody does it. */
const slowAfterSeconds = 60

function stateOf({ status, queue }: Health): 'ok' | 'slow' | 'down' {
  if (status !== 'ok') return 'down'
  return queue && queue.oldestSeconds > slowAfterSeconds ? 'slow' : 'ok'
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 border-b border-line py-3">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}
