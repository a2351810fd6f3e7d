import { ImageResponse } from 'next/og'
import { brand } from '@/lib/brand'
import { isLocale, locales } from '@/lib/words/locale'

// Made by the build, one a language.
export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = () => locales.map((locale) => ({ locale }))

/** What a shared link shows. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { locale } = await params
  if (!isLocale(locale)) return new Response(null, { status: 404 })
  return new ImageResponse(
    <div style={page}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 44 }}>
        <svg width="64" height="64" viewBox="0 0 24 24" fill={brand.accent.image.bright} aria-hidden="true">
          <path d={brand.logo} />
        </svg>
        {brand.name}
      </div>
      <div style={{ display: 'flex', fontSize: 76, lineHeight: 1.15 }}>{brand.tagline[locale]}</div>
    </div>,
    { width: 1200, height: 630 },
  )
}

const page = {
  width: '100%',
  height: '100%',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  padding: 80,
  background: '#0d1210',
  color: '#eef3ef',
} as const
