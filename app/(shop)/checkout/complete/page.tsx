import type { Metadata } from 'next'
import { connection } from 'next/server'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { freshProgress } from '@/lib/fulfilment/fresh-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import type { PageQuery } from '@/lib/web/page-query'
import { requestView } from '@/lib/web/request-view'
import { localPath } from '@/lib/words/local-path'
import { wordsOf } from '@/lib/words/words-of'
import { LiveOrder } from './live-order'

export async function generateMetadata(query: PageQuery): Promise<Metadata> {
  const { locale } = await requestView(query)
  return { title: wordsOf(locale).order.title, robots: { index: false }, referrer: 'no-referrer' }
}

/** Where Stripe sends a buyer after the payment; `?session_id=` is Stripe's own id of it. */
export default async function CompletePage(query: PageQuery) {
  await connection()
  const { session_id: sessionId } = await query.searchParams
  const view = await requestView(query)
  if (typeof sessionId !== 'string') return <UnknownOrder view={view} />
  const progress = await freshProgress(sessionId)
  if (!progress) return <UnknownOrder view={view} />
  return (
    <ShopFrame view={view} path="/checkout/complete" query={{ session_id: sessionId }}>
      <div className="page-column pt-10 pb-20 sm:pt-14">
        {!isFinal(progress.state) && (
          <noscript>
            <meta httpEquiv="refresh" content={progress.state === 'payment_delayed' ? '300' : '3'} />
          </noscript>
        )}
        <LiveOrder sessionId={sessionId} initial={progress} view={view} />
      </div>
    </ShopFrame>
  )
}

function UnknownOrder({ view }: { view: ShopView }) {
  const words = wordsOf(view.locale).order
  return (
    <ShopFrame view={view} path="/checkout/complete">
      <div className="page-column py-16">
        <PageHeader title={words.unknown.title} intro={words.unknown.text} />
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href={localPath(view.locale, '/sign-in')}>{words.next.signIn}</ButtonLink>
          <ButtonLink href={`${shopPath(view, '/')}#plans`} variant="secondary">
            {words.next.plans}
          </ButtonLink>
        </div>
      </div>
    </ShopFrame>
  )
}
