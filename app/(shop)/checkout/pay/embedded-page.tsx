'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import type { Words } from '@/lib/words/en'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'
import { loadStripeScript } from './load-stripe-script'

type EmbeddedPageProps = {
  clientSecret: string
  publishableKey: string
  /** The origin of a stand-in for Stripe. */
  standIn: string | null
  locale: Locale
}

/** Stripe's payment page within ours. Once it is paid, Stripe's script goes to the order's page by itself. */
export function EmbeddedPage({ clientSecret, publishableKey, standIn, locale }: EmbeddedPageProps) {
  const place = useRef<HTMLDivElement>(null)
  const turn = useRef(Promise.resolve())
  const [state, setState] = useState<'opening' | 'open' | 'failed'>()

  useEffect(() => {
    const leaving = new AbortController()
    async function show() {
      const stripe = await loadStripeScript(publishableKey, standIn)
      if (leaving.signal.aborted || !place.current) return
      const page = await stripe.createEmbeddedCheckoutPage({ clientSecret })
      if (!leaving.signal.aborted) {
        page.mount(place.current)
        setState('open')
        await untilAborted(leaving.signal)
      }
      page.destroy()
    }
    setState('opening')
    // Stripe allows one page at a time, so a second mount (React's strict mode) waits for the end of the first.
    turn.current = turn.current.then(show).catch((error) => {
      console.error(error)
      setState('failed')
    })
    return () => leaving.abort()
  }, [clientSecret, publishableKey, standIn])

  const words = purchaseWords(locale).checkout.pay
  if (state === 'failed') return <NotLoaded words={words} />
  return (
    <div className="min-h-[40rem]">
      <p role="status" className="text-muted">
        {state === 'opening' && words.opening}
      </p>
      <div ref={place} className="overflow-hidden rounded-lg" />
    </div>
  )
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function NotLoaded({ words }: { words: Words['checkout']['pay'] }) {
  return (
    <>
      <ErrorSummary title={words.notLoaded} message={words.notLoadedText} />
      <div className="mt-6">
        <Button onClick={() => window.location.reload()}>{words.again}</Button>
      </div>
    </>
  )
}
