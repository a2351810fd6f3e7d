import type { Metadata } from 'next'
import { PlansPage } from '@/app/(shop)/plans-page'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { Missing, Unavailable } from '@/app/(shop)/stand-in-pages'
import { readShelf } from '@/lib/storefront/read-shelf'
import { productFamilies, readStaticView } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

export const dynamic = 'force-static'
export const revalidate = 60
export const generateStaticParams = () => []

type FamilyParams = { params: Promise<{ locale: string; currency: string; cycle: string; family: string }> }

export async function generateMetadata(props: FamilyParams): Promise<Metadata> {
  const view = await readStaticView(props)
  const family = await readFamily(props)
  const { title, intro } = wordsOf(view.locale).families[family]
  return shopMetadata(view, `/${family}`, { title, description: intro })
}

/** One product family. As long as nothing of it is for sale, there is no such page. */
export default async function FamilyPage(props: FamilyParams) {
  const view = await readStaticView(props)
  const family = await readFamily(props)
  const path = `/${family}`
  const shelf = await readShelf(view.currency)
  if (!shelf) return <Unavailable view={view} path={path} />
  if (!shelf.some(({ type }) => type === family)) return <Missing view={view} path={path} />
  const { heading, intro } = wordsOf(view.locale).families[family]
  return <PlansPage view={view} path={path} family={family} shelf={shelf} heading={heading} intro={intro} />
}

async function readFamily({ params }: FamilyParams) {
  const { family } = await params
  const found = productFamilies.find((each) => each === family)
  if (!found) throw new Error(`proxy.ts leads to no family ${family}`)
  return found
}
