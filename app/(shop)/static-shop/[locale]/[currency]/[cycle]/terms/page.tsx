import type { Metadata } from 'next'
import { LegalPage } from '@/app/(shop)/legal-page'
import { shopMetadata } from '@/app/(shop)/shop-metadata'
import { readStaticView, type StaticParams } from '@/lib/storefront/static-page'
import { wordsOf } from '@/lib/words/words-of'

export const dynamic = 'force-static'
export const revalidate = 60
export const generateStaticParams = () => []

export async function generateMetadata(props: StaticParams): Promise<Metadata> {
  const view = await readStaticView(props)
  return shopMetadata(view, '/terms', { title: wordsOf(view.locale).company.terms.title })
}

export default async function TermsPage(props: StaticParams) {
  return <LegalPage view={await readStaticView(props)} text="terms" />
}
