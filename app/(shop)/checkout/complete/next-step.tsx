import { ButtonLink } from '@/components/ui/button'
import type { Progress } from '@/lib/fulfilment/get-progress'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import type { Words } from '@/lib/words/en'
import { localPath } from '@/lib/words/local-path'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'
import { SitePreview } from './site-preview'

type NextStepProps = { sessionId: string; progress: Progress; view: ShopView }

/** The one thing to do in each state, and how to sign in once there is something to sign in to. */
export function NextStep({ sessionId, progress, view }: NextStepProps) {
  const words = purchaseWords(view.locale).order.next
  const { state, waitsFor, siteUrl, orderAgainPath } = progress
  if (state === 'completed') {
    return <LiveSite sessionId={sessionId} progress={progress} words={words} locale={view.locale} />
  }
  if (orderAgainPath) {
    return (
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink href={orderAgainPath}>{words.again}</ButtonLink>
        <ButtonLink href={`${shopPath(view, '/')}#plans`} variant="secondary">
          {words.plans}
        </ButtonLink>
      </div>
    )
  }
  if (state !== 'needs_person' && waitsFor !== 'mail') return null
  return (
    <>
      {state === 'needs_person' && <p className="mt-6">{words.giveNumber}</p>}
      <div className="mt-8 flex flex-wrap gap-3">
        {siteUrl && <ButtonLink href={siteUrl}>{words.open}</ButtonLink>}
        {state === 'needs_person' && (
          <ButtonLink href={shopPath(view, '/contact')} variant={siteUrl ? 'secondary' : 'primary'}>
            {words.contact}
          </ButtonLink>
        )}
      </div>
    </>
  )
}

type LiveSiteProps = { sessionId: string; progress: Progress; words: Words['order']['next']; locale: Locale }

function LiveSite({ sessionId, progress, words, locale }: LiveSiteProps) {
  const { siteUrl, domain, isOwnDomain, email, isNewAccount } = progress
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
      {siteUrl && domain && (
        <SitePreview sessionId={sessionId} title={words.preview(domain)} text={words.previewText} />
      )}
      <h2 className="mt-10 text-lg">{words.howToSignIn}</h2>
      <p className="mt-2 max-w-prose text-muted">{isNewAccount === false ? words.known(email) : words.fresh(email)}</p>
      {domain && isOwnDomain && (
        <>
          <h2 className="mt-8 text-lg">{words.ownDomain}</h2>
          <p className="mt-2 max-w-prose text-muted">{words.dns(domain)}</p>
        </>
      )}
    </>
  )
}
