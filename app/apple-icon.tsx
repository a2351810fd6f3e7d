import { ImageResponse } from 'next/og'
import { brand } from '@/lib/brand'

export const size = { width: 180, height: 180 }
export const contentType = 'image/png'

/** The same for a phone's home screen, which rounds the corners itself. */
export default function AppleIcon(): ImageResponse {
  const tile = {
    width: '100%',
    height: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
  } as const
  return new ImageResponse(
    <div style={{ ...tile, background: brand.accent.image.base }}>
      <svg width="124" height="124" viewBox="0 0 24 24" fill="#fff" aria-hidden="true">
        <path d={brand.logo} />
      </svg>
    </div>,
    size,
  )
}
