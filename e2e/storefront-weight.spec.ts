import { gzipSync } from 'node:zlib'
import { type APIRequestContext, expect, test } from '@playwright/test'
import { median } from '../bench/statistics'
import { demo } from './demo'

const pages = ['/', '/es?currency=eur', '/hosting', '/contact', '/terms']
const scriptLimit = 140 * 1024
const styleLimit = 12 * 1024

test('a page of the storefront carries no script of ours but the recorded one, and stays light', async ({
  request,
}) => {
  for (const address of pages) {
    const html = await (await request.get(address)).text()
    const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, path = '']) => path)
    expect(
      scripts.filter((path) => path !== '/keep-cycle.js' && !path.startsWith('/_next/')),
      address,
    ).toEqual([])
    const styles = [...html.matchAll(/<link[^>]*\shref="([^"]+\.css[^"]*)"/g)].map(([, path = '']) => path)
    expect(styles.length, address).toBeGreaterThan(0)
    expect(await weigh(request, scripts), address).toBeLessThanOrEqual(scriptLimit)
    expect(await weigh(request, styles), address).toBeLessThanOrEqual(styleLimit)
  }
})

/** The bytes that travel: what is not packed by the server is packed here. */
async function weigh(request: APIRequestContext, paths: string[]): Promise<number> {
  let bytes = 0
  for (const path of new Set(paths)) bytes += gzipSync(await (await request.get(path)).body()).length
  return bytes
}

test('a page that was made before is answered within 10 ms, or as fast as this machine answers anything', async () => {
  const least = await answerMs('/icon')
  for (const address of pages) expect(await answerMs(address), address).toBeLessThan(Math.max(10, 6 * least))
})

/** The middle of many answers; the first ones, which make the page, do not count. */
async function answerMs(address: string): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < 60; index++) {
    const startedAt = performance.now()
    await (await fetch(`${demo().app}${address}`)).arrayBuffer()
    times.push(performance.now() - startedAt)
  }
  return median(times.slice(10))
}
