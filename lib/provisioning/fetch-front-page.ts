import { log } from '@/lib/log'
import { askSite } from './ask-site'
import { findHostedWebsite } from './find-hosted-website'

/** Somebody is looking at an empty frame meanwhile. */
const limits = { timeoutMs: 3_000, limitBytes: 512 * 1024 }

/** HTML as its author wrote it: nothing that a browser may run as ours. */
export type FrontPage = { contentType: string; body: Uint8Array<ArrayBuffer> }

/**
 * What a website shows first, asked where its server answers probes: no name is looked up, and no other address is
 * followed.
 * @returns null when it does not show a page right now
 */
export async function fetchFrontPage(websiteId: string): Promise<FrontPage | null> {
  const found = await findHostedWebsite(websiteId)
  if (found.kind !== 'hosted') return null
  const endpoints = found.driver.endpointsOf(found.server, found.spec)
  if (!endpoints) return null
  try {
    const { status, headers, body } = await askSite(new URL('/', endpoints.probe.origin), found.spec.domain, limits)
    const contentType = headers['content-type'] ?? ''
    const isPlainPage = status === 200 && isHtml(contentType) && !headers['content-encoding']
    return isPlainPage ? { contentType, body: new Uint8Array(body) } : null
  } catch (error) {
    log().info({ err: error, websiteId }, 'a site could not be pictured')
    return null
  }
}

function isHtml(contentType: string): boolean {
  return /^text\/html(; ?charset=[\w-]+)?$/i.test(contentType)
}
