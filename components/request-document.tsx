import type { ReactNode } from 'react'
import { requestLocale } from '@/lib/web/request-locale'
import { wordsOf } from '@/lib/words/words-of'
import { Document } from './document'

/** The frame of a page that is made at each request, in the language of its address. */
export async function RequestDocument({ children }: { children: ReactNode }) {
  const locale = await requestLocale()
  return (
    <Document locale={locale} skip={wordsOf(locale).frame.skip}>
      {children}
    </Document>
  )
}
