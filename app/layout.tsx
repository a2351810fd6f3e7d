import './globals.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'

export const metadata: Metadata = {
  title: { default: brand.name, template: `%s · ${brand.name}` },
  description: brand.tagline.en,
  applicationName: brand.name,
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Shared by all pages. The `<html>` around a page is `Document`, in the layout of its family, which knows the language. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children
}
