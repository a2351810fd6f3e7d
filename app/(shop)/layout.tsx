import type { Metadata } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/components/ui/site-footer'
import { SiteHeader, SiteLink } from '@/components/ui/site-header'
import { brand } from '@/lib/brand'
import { env } from '@/lib/env'

/** Needs the address of this installation, which only a running server knows. */
export async function generateMetadata(): Promise<Metadata> {
  await connection()
  return {
    metadataBase: new URL(env().PANEL_URL),
    openGraph: { type: 'website', siteName: brand.name, title: brand.name, description: brand.tagline },
    twitter: { card: 'summary_large_image' },
  }
}

export default function ShopLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader>
        <nav aria-label="Main" className="flex flex-wrap gap-x-6">
          <SiteLink href="/#plans" className="max-sm:hidden">
            Plans
          </SiteLink>
          <SiteLink href="/#questions" className="max-sm:hidden">
            Questions
          </SiteLink>
          <SiteLink href="/sign-in">Sign in</SiteLink>
        </nav>
      </SiteHeader>
      <main id="main" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <SiteFooter />
    </>
  )
}
