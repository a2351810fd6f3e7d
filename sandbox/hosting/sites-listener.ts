import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { AccountStore } from './account-store'
import { sendPage } from './pages'
import type { PhpPool } from './php-pool'
import { resolvePath } from './resolve-path'
import { serveFile } from './serve-file'
import { servePhp } from './serve-php'

/** Tells the site's nonce and PHP version, through the site's own PHP. */
const probePath = '/.well-known/hosting-probe.php'

/** Answers visitors: each site by its `Host` header, from its own folder. */
export function sitesListener(store: AccountStore, pool: PhpPool): RequestListener {
  return (request, response) => {
    serveSite(store, pool, request, response).catch((error: unknown) => {
      if (response.headersSent || request.destroyed) {
        response.destroy()
        return
      }
      console.error('A request failed:', error)
      sendPage(response, 500)
    })
  }
}

async function serveSite(
  store: AccountStore,
  pool: PhpPool,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const account = store.findByHost(hostOf(request))
  if (!account) return sendPage(response, 'noSite', request.method)
  if (account.suspended) return sendPage(response, 'suspended', request.method)

  const folder = store.folderOf(account)
  const site = { username: account.username, folder, account }
  const [path = '/'] = (request.url ?? '/').split('?')
  if (path === probePath) return servePhp(pool, site, '/probe/probe.php', request, response)
  const target = await resolvePath(folder.public, path)
  switch (target.kind) {
    case 'refused':
      return sendPage(response, target.status, request.method)
    case 'redirect':
      response.writeHead(301, { Location: target.location }).end()
      return
    case 'file':
      return serveFile(request, response, join(folder.public, target.path))
    case 'php':
      return servePhp(pool, site, `/home/${account.username}/public${target.path}`, request, response)
  }
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
}
