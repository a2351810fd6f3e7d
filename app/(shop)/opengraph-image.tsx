import { ImageResponse } from 'next/og'
import { brand } from '@/lib/brand'

export const alt = `${brand.name}: ${brand.tagline}`
export const size = { width: 1200, height: 630 }
export const contentType = 'image/png'

/** What a shared link shows. */
export default function OpengraphImage() {
  return new ImageResponse(
    <div style={page}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 44 }}>
        <svg width="64" height="64" viewBox="0 0 24 24" fill="#5fe0ab" aria-hidden="true">
          <path d="M2.5 20 8.6 4h4.1L6.6 20H2.5Zm8.8 0L17.4 4h4.1l-6.1 16h-4.1Z" />
        </svg>
        {brand.name}
      </div>
      <div style={{ display: 'flex', fontSize: 76, lineHeight: 1.15 }}>{brand.tagline}</div>
    </div>,
    size,
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
