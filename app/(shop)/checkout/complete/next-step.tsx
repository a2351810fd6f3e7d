import { ButtonLink } from '@/components/ui/button'
import type { Progress } from '@/lib/fulfilment/get-progress'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import type { Words } from '@/lib/words/en'
import { localPath } from '@/lib/words/local-path'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'

/** The one thing to do in each state, and how to sign in once there is something to sign in to. */
export function NextStep({ progress, view }: { progress: Progress; view: ShopView }) {
  const words = purchaseWords(view.locale).order.next
  if (progress.state === 'completed') return <LiveSite progress={progress} words={words} locale={view.locale} />
  if (progress.state === 'payment_failed' || progress.state === 'expired') {
    return (
      <div className="mt-8">
        <ButtonLink href={`${shopPath(view, '/')}#plans`}>{words.plans}</ButtonLink>
      </div>
    )
  }
  const { state, waitsFor, siteUrl } = progress
  if (state !== 'needs_person' && waitsFor !== 'mail') return null
  return (
    <>
      {siteUrl && (
        <div className="mt-8">
          <ButtonLink href={siteUrl}>{words.open}</ButtonLink>
        </div>
      )}
      {state === 'needs_person' && <p className="mt-6">{words.giveNumber}</p>}
    </>
  )
}

type LiveSiteProps = { progress: Progress; words: Words['order']['next']; locale: Locale }

function LiveSite({ progress, words, locale }: LiveSiteProps) {
  const { siteUrl, email, isNewAccount } = progress
  return (
    <>
      <div className="mt-8 flex flex-wrap gap-3">
        {siteUrl && (
          <ButtonLink href={siteUrl} id="site-link" data-testid="site-link">
            {words.open}
          </ButtonLink>
        )}
        <ButtonLink href={localPath(locale, '/sign-in')} variant="secondary">
          {words.signIn}
        </ButtonLink>
      </div>
      <h2 className="mt-10 text-lg">{words.howToSignIn}</h2>
      <p className="mt-2 max-w-prose text-muted">{isNewAccount === false ? words.known(email) : words.fresh(email)}</p>
    </>
  )
}
