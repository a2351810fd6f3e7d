import localFont from 'next/font/local'
import type { CSSProperties, ReactNode } from 'react'
import { brand } from '@/lib/brand'
import type { Locale } from '@/lib/words/locale'

const instrumentSans = localFont({
  src: '../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-instrument-sans',
  // A font that comes late stays out of the first view: swapping it in moves lines under the reader's eyes.
  display: 'optional',
})

const { light, dark } = brand.accent

/** The brand's accent in each scheme, for app/globals.css. */
const accent: CSSProperties & Record<`--${string}`, string> = {
  '--accent': `light-dark(${light.base}, ${dark.base})`,
  '--accent-hover': `light-dark(${light.hover}, ${dark.hover})`,
  '--on-accent': `light-dark(${light.on}, ${dark.on})`,
  '--accent-soft': `light-dark(${light.soft}, ${dark.soft})`,
}

type DocumentProps = {
  locale: Locale
  /** What the link says that a keyboard reaches first. */
  skip: string
  children: ReactNode
}

/**
 * The frame of every page. It stands in each page family's layout, where the language is known, with the
 * `<main id="main" tabIndex={-1}>` that the skip link reaches.
 */
export function Document({ locale, skip, children }: DocumentProps) {
  return (
    <html lang={locale} className={instrumentSans.variable} style={accent}>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-4 focus:py-3 focus:font-semibold focus:text-on-accent"
        >
          {skip}
        </a>
        {children}
      </body>
    </html>
  )
}
