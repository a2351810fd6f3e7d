import type { Metadata } from 'next'
import { Unavailable } from '@/app/(shop)/stand-in-pages'
import { readStaticView, type StaticParams } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

export const dynamic = 'force-static'
export const generateStaticParams = () => []

export async function generateMetadata(props: StaticParams): Promise<Metadata> {
  const { locale } = await readStaticView(props)
  return { title: wordsOf(locale).frame.unavailable.title, robots: { index: false } }
}

/** In place of a page that is made at each request, while the database is away: proxy.ts leads here. */
export default async function UnavailablePage(props: StaticParams) {
  const view = await readStaticView(props)
  return <Unavailable view={view} path="/" />
}
