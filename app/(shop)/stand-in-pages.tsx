import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'
import { wordsOf } from '@/lib/words/words-of'
import { ShopFrame } from './shop-frame'

type StandInProps = { view: ShopView; path: string }

/** A page of the shop while the database is away. lib/web/page-cache.mjs reads the status from it. */
export function Unavailable({ view, path }: StandInProps) {
  const { title, text, again } = wordsOf(view.locale).frame.unavailable
  return (
    <ShopFrame view={view} path={path}>
      <meta name="answer-status" content="503" />
      <div className="page-column py-16">
        <PageHeader title={title} intro={text} />
        <div className="mt-8">
          {/* An empty address is the one that the browser shows: the page may stand in for another. */}
          <ButtonLink href="">{again}</ButtonLink>
        </div>
      </div>
    </ShopFrame>
  )
}

/** In place of a family that is not for sale. Not `notFound()`: without JavaScript its page would stay empty. */
export function Missing({ view, path }: StandInProps) {
  const { title, text, plans } = wordsOf(view.locale).frame.missing
  return (
    <ShopFrame view={view} path={path}>
      <meta name="answer-status" content="404" />
      <div className="page-column py-16">
        <PageHeader title={title} intro={text} />
        <div className="mt-8">
          <ButtonLink href={`${shopPath(view, '/')}#plans`}>{plans}</ButtonLink>
        </div>
      </div>
    </ShopFrame>
  )
}
