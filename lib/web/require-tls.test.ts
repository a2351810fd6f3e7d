import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const server = createServer((_, response) => response.end())
let origin: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function askWith(PANEL_URL: string): Promise<string | null> {
  vi.stubEnv('PANEL_URL', PANEL_URL)
  vi.resetModules()
  const { requireTls } = await import('./require-tls')
  requireTls()
  return (await fetch(origin)).headers.get('strict-transport-security')
}

test('browsers are told to stay with TLS by every answer, and only where there is TLS', async () => {
  expect(await askWith('http://localhost:3000')).toBeNull()
  expect(await askWith('https://my.host.example')).toBe('max-age=31536000')
})
