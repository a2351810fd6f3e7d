import { brand } from '@/lib/brand'

export const contentType = 'image/svg+xml'

/** The mark on the brand's colour, made by the build. */
export default function Icon(): Response {
  const tile = `<rect width="32" height="32" rx="7" fill="${brand.accent.image.base}"/>`
  const mark = `<path transform="translate(5 5) scale(.92)" d="${brand.logo}" fill="#fff"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${tile}${mark}</svg>`
  return new Response(svg, { headers: { 'content-type': contentType } })
}
