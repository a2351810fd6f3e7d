import type { ComponentProps, ReactNode } from 'react'
import { brand } from '@/lib/brand'
import { Logo } from './logo'

type SiteHeaderProps = {
  homeHref?: string
  /** What the logo's link is called behind the brand's name. */
  home: string
  children?: ReactNode
}

/** The top of every page: the logo leads home, `children` are the page family's own links. */
export function SiteHeader({ homeHref = '/', home, children }: SiteHeaderProps) {
  return (
    <header className="border-b border-line">
      <div className="page-column flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
        <a
          href={homeHref}
          aria-label={`${brand.name}, ${home}`}
          className="inline-flex min-h-11 items-center no-underline"
        >
          <Logo />
        </a>
        {children}
      </div>
    </header>
  )
}

/** A link in a header's or footer's row. */
export function SiteLink({ className = '', ...rest }: ComponentProps<'a'>) {
  return (
    <a
      className={`inline-flex min-h-11 min-w-11 items-center text-sm font-medium text-ink underline-offset-4 hover:underline aria-[current]:text-muted ${className}`}
      {...rest}
    />
  )
}
