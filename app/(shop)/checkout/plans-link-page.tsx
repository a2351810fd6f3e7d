import type { ReactNode } from 'react'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { wordsOf } from '@/lib/words/words-of'

type PlansLinkPageProps = { view: ShopView; title: string; children: ReactNode }

/** Says why there is nothing to check out and leads back to the plans. */
export function PlansLinkPage({ view, title, children }: PlansLinkPageProps) {
  return (
    <ShopFrame view={view} path="/">
      <div className="page-column py-16">
        <PageHeader title={title} intro={children} />
        <div className="mt-8">
          <ButtonLink href={`${shopPath(view, '/')}#plans`}>{wordsOf(view.locale).checkout.seePlans}</ButtonLink>
        </div>
      </div>
    </ShopFrame>
  )
}
