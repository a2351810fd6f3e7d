import type { MetadataRoute } from 'next'
import { brand } from '@/lib/brand'

/** How the shop looks on a home screen; made by the build. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: brand.name,
    description: brand.tagline.en,
    start_url: '/',
    display: 'browser',
    theme_color: brand.accent.image.base,
    background_color: '#ffffff',
    icons: [
      { src: '/icon', type: 'image/svg+xml', sizes: 'any' },
      { src: '/apple-icon', type: 'image/png', sizes: '180x180' },
    ],
  }
}
