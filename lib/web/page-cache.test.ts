import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'

type Page = { kind: string; html: string; status?: number; headers?: Record<string, string> }

type Cache = {
  set(key: string, page: Page, context: object): Promise<void>
  get(key: string, context: object): Promise<{ value: Page } | null>
}

/** As Next makes it; on a disk that has nothing and must not be written to. */
async function openCache(): Promise<Cache> {
  const loaded = await import(pathToFileURL('lib/web/page-cache.mjs').href)
  const PageCache = z
    .custom<new (context: object) => Cache>((value) => typeof value === 'function')
    .parse(loaded.default)
  const fs = { existsSync: () => false, readFile: () => Promise.reject(new Error('There is no such file')) }
  return new PageCache({ fs, serverDistDir: '/nowhere', revalidatedTags: [], maxMemoryCacheSize: 1e6 })
}

const page = (body: string): Page => ({ kind: 'APP_PAGE', html: `<html><body>${body}</body></html>` })

test('a page allows just the inline scripts that it holds, when it is made and from the cache', async () => {
  const cache = await openCache()
  const made = page(
    '<script src="/a.js" async></script><script>let a = 1</script><script type="application/ld+json">{"a":1}</script>',
  )
  await cache.set('/made', made, {})

  const hash = createHash('sha256').update('let a = 1').digest('base64')
  expect(made.headers?.['content-security-policy']).toContain(`; script-src 'self' 'sha256-${hash}'; `)
  expect(made.headers?.['content-security-policy']).toContain("frame-ancestors 'none'")
  expect((await cache.get('/made', { kind: 'APP_PAGE' }))?.value.headers).toEqual(made.headers)
})

test('a page that needs no scripts is sent without those of Next, and keeps its own and its data', async () => {
  const data = '<script type="application/ld+json">{"a":1}</script>'
  const own = '<script src="/own.js" async=""></script>'
  const preload = '<link rel="preload" as="script" href="/_next/a.js"/>'
  const next = '<script src="/_next/b.js" async=""></script><script>self.__next_f.push([1])</script>'
  const mark = '<meta name="scripts" content="none"/>'
  const made = page(`${mark}${preload}${own}${next}${data}`)
  await (await openCache()).set('/plain', made, {})
  expect(made.html).toBe(page(`${mark}${own}${data}`).html)
  expect(made.headers?.['content-security-policy']).toContain("; script-src 'self'; ")
})

test('a page that says 404 answers so', async () => {
  const made = page('<meta name="answer-status" content="404"/>')
  await (await openCache()).set('/missing', made, {})
  expect(made).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } })
})

test('a page that cannot be shown now is not kept, and does not take the place of an older one', async () => {
  const cache = await openCache()
  const unavailable = () => page('<meta name="answer-status" content="503"/>')
  await cache.set('/new', unavailable(), {})
  expect(await cache.get('/new', { kind: 'APP_PAGE' })).toBeNull()

  await cache.set('/old', page('<p>plans</p>'), {})
  const later = unavailable()
  await cache.set('/old', later, {})
  expect(later).toMatchObject({ status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '5' } })
  expect((await cache.get('/old', { kind: 'APP_PAGE' }))?.value.html).toContain('plans')
})
