import { brand } from '@/lib/brand'
import { SiteLink } from './site-header'

/** The bottom of the public pages. */
export function SiteFooter() {
  return (
    <footer className="border-t border-line">
      <div className="page-column flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6">
        <p className="text-sm text-muted">{brand.name}</p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-6">
          <SiteLink href="/#plans">Plans</SiteLink>
          <SiteLink href="/#questions">Questions</SiteLink>
          <SiteLink href="/sign-in">Sign in</SiteLink>
        </nav>
      </div>
    </footer>
  )
}
