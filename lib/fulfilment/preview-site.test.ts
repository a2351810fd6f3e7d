import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { GET } from '@/app/api/checkout/preview/route'
import { servers } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { encrypt } from '@/lib/secrets'
import { startWorker } from '@/lib/worker/start-worker'
import { previewSite } from './preview-site'
import { openShop, rowsOf, untilCompleted } from './testing/open-shop'

let shop: Awaited<ReturnType<typeof openShop>>
let worker: Awaited<ReturnType<typeof startWorker>>
let sessionId: string

/** In the place of the server's sites: what a customer may put there. */
let serve = (response: ServerResponse): void => void response.end()
const asked: (string | undefined)[] = []
const odd = createServer((request, response) => {
  asked.push(`${request.headers.host}${request.url}`)
  serve(response)
})

beforeAll(async () => {
  shop = await openShop()
  worker = await startWorker()
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
  sessionId = await shop.buy('preview@example.com')
  await untilCompleted(sessionId)
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  odd.closeAllConnections()
  await new Promise((resolve) => odd.close(resolve))
  await shop.close()
})

afterEach(() => {
  asked.length = 0
})

function look(id: string, from = '192.0.2.1'): Promise<Response> {
  const headers = { 'x-forwarded-for': from }
  return GET(new Request(`http://localhost/api/checkout/preview?session_id=${id}`, { headers }))
}

/** From now on the sites of the one server are what `serve` says. */
async function putOddSite(): Promise<void> {
  const { port } = odd.address() as AddressInfo
  const credentials = encrypt(JSON.stringify({ token: 'token', sitesUrl: `http://127.0.0.1:${port}` }))
  await db().update(servers).set({ credentials }).where(eq(servers.name, 'one'))
}

test('an order that is done shows its site’s own page; one that is not, and an unknown one, show none', async () => {
  const answer = await look(sessionId)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const { site } = await rowsOf(sessionId)
  expect(await answer.text()).toContain(site?.domain.split('.')[0])

  const { sessionId: unpaid } = await shop.order('unpaid@example.com')
  for (const id of [unpaid, 'cs_test_unknown', '', '../x']) expect((await look(id)).status, id).toBe(404)
})

test('the one address that is asked is the site’s first page on its own server; where it leads is not followed', async () => {
  await putOddSite()
  const { site } = await rowsOf(sessionId)
  serve = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
  const answer = await look(sessionId)
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('No preview right now.')
  expect(asked).toEqual([`${site?.domain}/`])
})

test.each<[string, (response: ServerResponse) => void]>([
  ['an error', (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<p>no</p>')],
  ['no page', (response) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>')],
  ['a page that is packed', (response) => sendHtml(response, 'x', { 'content-encoding': 'gzip' })],
  ['a page that is too long', (response) => sendHtml(response, 'x'.repeat(600 * 1024))],
  ['half an answer', (response) => response.writeHead(200, { 'content-length': '10' }).destroy()],
])('%s is no preview', async (_, odd) => {
  await putOddSite()
  serve = odd
  expect(await previewSite(sessionId)).toMatchObject({ page: null })
})

test('a site that says nothing is given up', async () => {
  await putOddSite()
  serve = () => {}
  const startedAt = performance.now()
  expect(await previewSite(sessionId)).toMatchObject({ page: null })
  expect(performance.now() - startedAt).toBeLessThan(6000)
})

test('a cookie of the site does not become one of ours', async () => {
  await putOddSite()
  serve = (response) => sendHtml(response, '<p>Hello</p>', { 'set-cookie': 'session=1' })
  const answer = await look(sessionId)
  expect(await answer.text()).toBe('<p>Hello</p>')
  expect(answer.headers.get('set-cookie')).toBeNull()
})

test('who asks too often is told how long to wait', async () => {
  for (let times = 0; times < 60; times++) await look('cs_test_unknown', '192.0.2.2')
  const answer = await look(sessionId, '192.0.2.2')
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})

function sendHtml(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)
}
