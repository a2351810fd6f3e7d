import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { PlansLinkPage } from '@/app/(shop)/checkout/plans-link-page'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { findPaymentPage, type PaymentPage } from '@/lib/checkout/find-payment-page'
import { withinDeadline } from '@/lib/database'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { expectedError } from '@/lib/web/expected-error'
import { limitCheckoutAttempts } from '@/lib/web/limit-checkout-attempts'
import type { PageQuery } from '@/lib/web/page-query'
import { requestView } from '@/lib/web/request-view'
import { wordsOf } from '@/lib/words/words-of'
import { EmbeddedPage } from './embedded-page'
import { PayableSummary } from './payable-summary'

export async function generateMetadata(query: PageQuery): Promise<Metadata> {
  const { locale } = await requestView(query)
  return { title: wordsOf(locale).checkout.pay.title, robots: { index: false } }
}

/** Stripe's payment page within ours; `?session_id=` is Stripe's own id of it. Its headers are set in proxy.ts. */
export default async function PayPage(query: PageQuery) {
  const { session_id: sessionId } = await query.searchParams
  const view = await requestView(query)
  const words = wordsOf(view.locale).checkout
  const page = await look(sessionId)
  if (page === null) {
    return (
      <PlansLinkPage view={view} title={words.pay.unknown}>
        {words.pay.unknownText}
      </PlansLinkPage>
    )
  }
  if (page instanceof AppError) {
    const why = words.refused.codes[page.code] ?? page.message
    const path = shopPath(view, '/checkout/pay', { session_id: String(sessionId) })
    return (
      <Lonely view={view} title={words.pay.notNow} intro={words.pay.notNowText(why)}>
        <ButtonLink href={path}>{words.pay.again}</ButtonLink>
      </Lonely>
    )
  }
  if (page.state === 'paid') redirect(shopPath(view, '/checkout/complete', { session_id: String(sessionId) }))
  if (page.state === 'closed') return <Closed view={view} formPath={page.formPath} />
  return (
    <ShopFrame view={view} path="/checkout/pay" query={{ session_id: String(sessionId) }}>
      <div className="page-column pt-10 pb-20">
        <PageHeader title={words.pay.title} />
        <div className="mt-8 space-y-8">
          <PayableSummary order={page.order} locale={view.locale} />
          <noscript>
            <Notice tone="warning" title={words.pay.needsScript}>
              {words.pay.needsScriptText}{' '}
              <a href={page.order.formPath} className="text-link">
                {words.pay.backToForm}
              </a>
            </Notice>
          </noscript>
          <EmbeddedPage
            clientSecret={page.clientSecret}
            publishableKey={page.publishableKey}
            standIn={env().STRIPE_API_BASE ?? null}
            locale={view.locale}
          />
        </div>
      </div>
    </ShopFrame>
  )
}

/** Stripe alone may take half of it. */
const deadlineMs = 25_000

/** @returns a failure that its buyer may read, or null for an order that is none of ours */
async function look(sessionId: unknown): Promise<PaymentPage | AppError | null> {
  if (typeof sessionId !== 'string') return null
  try {
    await limitCheckoutAttempts(await headers())
    return await withinDeadline(deadlineMs, findPaymentPage(sessionId))
  } catch (error) {
    const expected = expectedError(error)
    if (!expected) throw error
    log().warn({ err: error }, 'A payment page could not be shown')
    return expected
  }
}

function Closed({ view, formPath }: { view: ShopView; formPath: string }) {
  const words = wordsOf(view.locale).checkout
  return (
    <Lonely view={view} title={words.pay.closed} intro={words.pay.closedText}>
      <ButtonLink href={formPath}>{words.pay.orderAgain}</ButtonLink>
      <ButtonLink href={`${shopPath(view, '/')}#plans`} variant="secondary">
        {words.seePlans}
      </ButtonLink>
    </Lonely>
  )
}

type LonelyProps = { view: ShopView; title: string; intro: string; children: ReactNode }

function Lonely({ view, title, intro, children }: LonelyProps) {
  return (
    <ShopFrame view={view} path="/">
      <div className="page-column py-16">
        <PageHeader title={title} intro={intro} />
        <div className="mt-8 flex flex-wrap gap-3">{children}</div>
      </div>
    </ShopFrame>
  )
}
