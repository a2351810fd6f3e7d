import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'

// Next bundles this file for proxy.ts, too: `require` finds the same class in both.
const require = createRequire(import.meta.url)
const { default: FileSystemCache } = require('next/dist/server/lib/incremental-cache/file-system-cache.js')
const policy = require('./content-security-policy.json')

/** What a page says of itself in its head. */
const statusMark = /<meta name="answer-status" content="(\d{3})"\/>/
const noScriptsMark = '<meta name="scripts" content="none"/>'

const inlineScript = /<script(?![^>]*\s(?:src=|type="application\/ld\+json"))[^>]*>([\s\S]*?)<\/script>/g
const scriptOfNext = /<script[^>]*\ssrc="\/_next\/[^>]*><\/script>|<link rel="preload" as="script"[^>]*>/g

/**
 * Next's own cache of static pages, which finishes each page before it is kept and sent; `data.headers` are sent with a page
 * that is made now and with each one from the cache. A server loads this file as it is, so it is no TypeScript.
 */
export default class PageCache extends FileSystemCache {
  /** Nothing is kept on disk, where another process with another address or database would find it. */
  constructor(context) {
    super({ ...context, flushToDisk: false })
  }

  async get(...args) {
    const entry = await super.get(...args)
    if (entry) finish(entry.value)
    return entry
  }

  async set(key, data, context) {
    finish(data)
    // What only says that the page cannot be shown now stays out, and leaves an older page where it is.
    if (data?.status === 503) return
    await super.set(key, data, context)
  }
}

function finish(page) {
  if (page?.kind !== 'APP_PAGE' || page.headers?.['content-security-policy']) return
  // Next sends React to every page; one of plain links and forms has nothing for it to do.
  if (page.html.includes(noScriptsMark)) page.html = page.html.replace(inlineScript, '').replace(scriptOfNext, '')
  page.headers = { ...page.headers, 'content-security-policy': policyOf(page.html) }
  const [, status] = statusMark.exec(page.html) ?? []
  if (!status) return
  page.status = Number(status)
  page.headers['cache-control'] = 'no-store'
  if (status === '503') page.headers['retry-after'] = '5'
}

/** Allows just the page's inline scripts, by their hashes: a page made once for everybody cannot carry a nonce. */
function policyOf(html) {
  const hashes = [...html.matchAll(inlineScript)].map(([, text]) => {
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  })
  const sources = { ...policy, 'script-src': [policy['script-src'], ...new Set(hashes)].join(' ') }
  const header = Object.entries(sources).map(([directive, allowed]) => `${directive} ${allowed}`)
  return header.join('; ')
}
