import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { formatDay } from '@/lib/words/format-day'
import { purchaseWords } from '@/lib/words/purchase-words'

/** What pressing the button agrees to. Its links open beside the form, which so keeps what was typed. */
export function ConsentNote({ view, termsVersion }: { view: ShopView; termsVersion: string }) {
  const words = purchaseWords(view.locale).checkout.consent
  return (
    <p className="mt-4 text-sm text-muted">
      {words.before}
      <TextLink href={shopPath(view, '/terms')} newTab={words.newTab}>
        {words.link}
      </TextLink>
      {words.after(formatDay(new Date(termsVersion), view.locale))}
      {words.privacyBefore}
      <TextLink href={shopPath(view, '/privacy')} newTab={words.newTab}>
        {words.privacyLink}
      </TextLink>
      .
    </p>
  )
}

function TextLink({ href, newTab, children }: { href: string; newTab: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noopener" className="text-link">
      {children}
      <span className="sr-only"> ({newTab})</span>
    </a>
  )
}
