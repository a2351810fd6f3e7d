import type { ReactNode } from 'react'
import { Document } from '@/components/document'
import { isLocale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

type StaticLayoutProps = { params: Promise<{ locale: string }>; children: ReactNode }

/** The frame of the static pages, in the language of their path. They need no script: lib/web/page-cache.mjs sends none. */
export default async function StaticLayout({ params, children }: StaticLayoutProps) {
  const { locale } = await params
  if (!isLocale(locale)) throw new Error(`There are no words in ${locale}`)
  return (
    <Document locale={locale} skip={wordsOf(locale).frame.skip}>
      <meta name="scripts" content="none" />
      {children}
    </Document>
  )
}
