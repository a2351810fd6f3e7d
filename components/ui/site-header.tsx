import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'
import { Logo } from './logo'

/** The top of every page: the logo leads home, `children` are the page family's own links. */
export function SiteHeader({ homeHref = '/', children }: { homeHref?: string; children?: ReactNode }) {
  return (
    <header className="border-b border-line">
      <div className="page-column flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
        <a
          href={homeHref}
          aria-label={`${brand.name}, home`}
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
export function SiteLink({ href, className = '', children }: SiteLinkProps) {
  return (
    <a
      href={href}
      className={`inline-flex min-h-11 items-center text-sm font-medium text-ink underline-offset-4 hover:underline ${className}`}
    >
      {children}
    </a>
  )
}

type SiteLinkProps = { href: string; className?: string; children: ReactNode }
