import { createServer, type RequestListener } from 'node:http'
import { AccountStore } from './account-store'
import { controlApi } from './control-api'
import { PhpPool } from './php-pool'
import { sitesListener } from './sites-listener'

export type RunningHosting = {
  controlUrl: string
  /** Every site answers here by its `Host` header. */
  sitesUrl: string
  close(): Promise<void>
}

/**
 * A host that serves real PHP 8.2 sites from folders below `dataDir`, on 127.0.0.1 only. See `controlApi` for how
 * accounts are made. PHP is WebAssembly in one thread a site: 6 at most, gone after 30 idle seconds.
 * @param options.controlPort 0 for any free one, as `sitesPort`
 * @param options.token what the control interface asks for
 */
export async function startHosting(options: {
  dataDir: string
  controlPort: number
  sitesPort: number
  token: string
}): Promise<RunningHosting> {
  const store = new AccountStore(options.dataDir)
  const pool = new PhpPool({ maxThreads: 6, idleMs: 30_000, limitMs: 5_000, maxWaitMs: 20_000 })
  const api = controlApi(store, options.token, (account, created) => {
    if (created) pool.warm({ username: account.username, folder: store.folderOf(account) })
    else if (account.suspended || account.terminatedAt) void pool.end(account.username)
  })
  const control = await listen(api, options.controlPort)
  const sites = await listen(sitesListener(store, pool), options.sitesPort).catch(async (error: unknown) => {
    await control.close()
    throw error
  })
  return {
    controlUrl: control.url,
    sitesUrl: sites.url,
    async close() {
      await Promise.all([control.close(), sites.close()])
      await pool.close()
    },
  }
}

async function listen(listener: RequestListener, port: number) {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
