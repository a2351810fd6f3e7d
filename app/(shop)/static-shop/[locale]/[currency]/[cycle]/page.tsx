import type { Metadata } from 'next'
import { PlansPage } from '@/app/(shop)/plans-page'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { Unavailable } from '@/app/(shop)/stand-in-pages'
import { brand } from '@/lib/brand'
import { readShelf } from '@/lib/storefront/read-shelf'
import { readStaticView, type StaticParams } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

// Made when somebody asks for it first, so that a build needs no database, and anew when it is older than this.
export const dynamic = 'force-static'
export const revalidate = 60
export const generateStaticParams = () => []

export async function generateMetadata(props: StaticParams): Promise<Metadata> {
  const view = await readStaticView(props)
  const { title, intro } = wordsOf(view.locale).storefront
  return shopMetadata(view, '/', { title, description: intro })
}

/** The start page: hosting, and what else is for sale. */
export default async function StartPage(props: StaticParams) {
  const view = await readStaticView(props)
  const shelf = await readShelf(view.currency)
  if (!shelf) return <Unavailable view={view} path="/" />
  const { intro } = wordsOf(view.locale).storefront
  return <PlansPage view={view} path="/" shelf={shelf} heading={brand.tagline[view.locale]} intro={intro} />
}
