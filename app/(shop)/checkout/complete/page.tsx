import type { Metadata } from 'next'
import { connection } from 'next/server'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { AppError } from '@/lib/errors'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'
import { settleSession } from '@/lib/fulfilment/settle-session'
import { log } from '@/lib/log'
import type { PageQuery } from '@/lib/web/page-query'
import { LiveOrder } from './live-order'

export const metadata: Metadata = { title: 'Your order', robots: { index: false }, referrer: 'no-referrer' }

/** Where Stripe sends a buyer after the payment; `?session_id=` is Stripe's own id of it. */
export default async function CompletePage({ searchParams }: PageQuery) {
  await connection()
  const { session_id: sessionId } = await searchParams
  if (typeof sessionId !== 'string') return <UnknownOrder />
  await settle(sessionId)
  const progress = await getProgress(sessionId)
  if (!progress) return <UnknownOrder />
  return (
    <div className="page-column pt-10 pb-20 sm:pt-14">
      {!isFinal(progress.state) && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <LiveOrder sessionId={sessionId} initial={progress} />
    </div>
  )
}

/** The webhook does the same; whichever comes first starts the work. Without Stripe's answer the page shows what it knows. */
async function settle(sessionId: string): Promise<void> {
  try {
    await settleSession(sessionId)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log().warn({ err: error }, 'Stripe could not be asked about a payment')
  }
}

function UnknownOrder() {
  return (
    <div className="page-column py-16">
      <PageHeader
        title="We cannot find that order"
        intro="This address belongs to no order that we know. If you have just paid, open the link in the message that we send to your e-mail address, or go back to this page from your browser’s history. You do not need to pay again."
      />
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink href="/sign-in">Sign in</ButtonLink>
        <ButtonLink href="/#plans" variant="secondary">
          See the plans
        </ButtonLink>
      </div>
    </div>
  )
}
