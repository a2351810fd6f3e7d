import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { env } from '@/lib/env'

/** Needs the address of this installation, which only a running server knows. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  return {
    rules: { userAgent: '*', disallow: ['/admin', '/api/', '/panel'] },
    sitemap: `${env().PANEL_URL}/sitemap.xml`,
  }
}
