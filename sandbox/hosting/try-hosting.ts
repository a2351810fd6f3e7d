import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountSpec } from './account'
import { startHosting } from './server'

/** For tests: how a panel and a visitor speak to a host. */
export class HostingClient {
  constructor(
    readonly controlUrl: string,
    readonly sitesUrl: string,
    readonly token: string,
  ) {}

  async control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.controlUrl}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  /** The path goes out as it is: nothing tidies it up on the way. */
  visit(
    host: string,
    path = '/',
    { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: string; ms: number }> {
    const { hostname, port } = new URL(this.sitesUrl)
    const startedAt = performance.now()
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers: { Host: host, ...headers }, agent: false })
      sent.once('error', reject)
      sent.once('response', (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', reject)
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
            ms: performance.now() - startedAt,
          }),
        )
      })
      sent.end(body)
    })
  }
}

export function specOf(name: string, changes: Partial<AccountSpec> = {}): AccountSpec {
  return {
    owner: `owner-of-${name}`,
    generation: 1,
    domain: `${name}.example`,
    systemDomain: `${name}.sites.example`,
    phpVersion: '8.2',
    suspended: false,
    nonce: `nonce-of-${name}-0123456789`,
    limits: { storageMb: 1024 },
    ...changes,
  }
}

export function makeDataDir(): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), 'hosting-test-'))
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) }
}

/** A host with two sites, `shop.example` and `neighbour.example`. */
export async function startTwoSites() {
  const { dataDir, remove } = makeDataDir()
  const hosting = await startHosting({ dataDir, controlPort: 0, sitesPort: 0, token: 'token' })
  const client = new HostingClient(hosting.controlUrl, hosting.sitesUrl, 'token')
  for (const name of ['shop', 'neighbour']) await client.control('PUT', `/accounts/${name}`, specOf(name))

  const publicOf = (name: string) => join(dataDir, 'sites', name, 'home/public')
  const write = (name: string, path: string, content: string) => {
    const file = join(publicOf(name), path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, content)
  }
  return {
    dataDir,
    publicOf,
    write,
    visit: client.visit.bind(client),
    /** What a program of the shop answers. */
    async php(code: string, path = '/try.php', options = {}) {
      write('shop', 'try.php', `<?php ${code}`)
      return await client.visit('shop.example', path, options)
    },
    async close() {
      await hosting.close()
      remove()
    },
  }
}
