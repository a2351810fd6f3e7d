import { ImageResponse } from 'next/og'
import { brand } from '@/lib/brand'
import { productFamilies, socialPages } from '@/lib/storefront/static-page'
import { isLocale, type Locale, locales } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

// Made by the build, one a language and page.
export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = () => locales.flatMap((locale) => socialPages.map((page) => ({ locale, page })))

/** What a shared link shows. */
export async function GET(_request: Request, { params }: SocialParams): Promise<Response> {
  const { locale, page } = await params
  if (!isLocale(locale)) return new Response(null, { status: 404 })
  return new ImageResponse(
    <div style={board}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 44 }}>
        <svg width="64" height="64" viewBox="0 0 24 24" fill={brand.accent.image.bright} aria-hidden="true">
          <path d={brand.logo} />
        </svg>
        {brand.name}
      </div>
      <div style={{ display: 'flex', fontSize: 76, lineHeight: 1.15 }}>{sentenceOf(page, locale)}</div>
    </div>,
    { width: 1200, height: 630 },
  )
}

type SocialParams = { params: Promise<{ locale: string; page: string }> }

function sentenceOf(page: string, locale: Locale): string {
  const family = productFamilies.find((each) => each === page)
  return family ? wordsOf(locale).families[family].heading : brand.tagline[locale]
}

const board = {
  width: '100%',
  height: '100%',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  padding: 80,
  background: '#0d1210',
  color: '#eef3ef',
} as const
