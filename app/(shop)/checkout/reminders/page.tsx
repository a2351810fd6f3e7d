import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ShopFrame } from '@/app/(shop)/shop-frame'
import { Button, ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { shopPath } from '@/lib/storefront/shop-path'
import type { PageQuery } from '@/lib/web/page-query'
import { requestView } from '@/lib/web/request-view'
import { wordsOf } from '@/lib/words/words-of'

export async function generateMetadata(query: PageQuery): Promise<Metadata> {
  const { locale } = await requestView(query)
  return { title: wordsOf(locale).reminder.title, robots: { index: false } }
}

/** Where the link in a reminder leads: `?token=` says whose they are, `?stopped=1` that there will be no more. */
export default async function RemindersPage(query: PageQuery) {
  const { token, stopped } = await query.searchParams
  const view = await requestView(query)
  const words = wordsOf(view.locale)
  const page = words.reminder
  if (typeof token === 'string') {
    return (
      <Frame query={query} title={page.title} intro={page.text}>
        <form method="post" action={`/api/mail/unsubscribe?back=1&token=${encodeURIComponent(token)}`}>
          <Button type="submit">{page.button}</Button>
        </form>
      </Frame>
    )
  }
  const [title, intro] = stopped ? [page.doneTitle, page.doneText] : [page.unknownTitle, page.unknownText]
  return (
    <Frame query={query} title={title} intro={intro}>
      {!stopped && <ButtonLink href={shopPath(view, '/contact')}>{words.frame.contact}</ButtonLink>}
    </Frame>
  )
}

type FrameProps = { query: PageQuery; title: string; intro: string; children: ReactNode }

async function Frame({ query, title, intro, children }: FrameProps) {
  const view = await requestView(query)
  const { token, stopped } = await query.searchParams
  const kept = { token: textOf(token), stopped: textOf(stopped) }
  return (
    <ShopFrame view={view} path="/checkout/reminders" query={kept}>
      <div className="page-column py-16">
        <PageHeader title={title} intro={intro} />
        <div className="mt-8 empty:hidden">{children}</div>
      </div>
    </ShopFrame>
  )
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
