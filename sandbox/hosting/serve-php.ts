import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account } from './account'
import { type PageName, sendPage } from './pages'
import type { PhpPool } from './php-pool'
import { PhpFailure, type PhpReply, type PhpSite } from './php-thread'
import { readBody } from './read-body'

const bodyLimitBytes = 8 * 2 ** 20

/** Meant for one connection, or ours to say (RFC 9110, 7.6.1). */
const notPassedOn = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'content-length'])

const pageOfFailure: Record<PhpFailure['code'], PageName> = { time_limit: 504, crashed: 500, busy: 503 }

/**
 * Answers a request with a PHP program of the site.
 * @param scriptPath as PHP sees it, e.g. `/home/user1/public/index.php`
 */
export async function servePhp(
  pool: PhpPool,
  site: PhpSite & { account: Account },
  scriptPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, bodyLimitBytes)
  if (!body) return sendPage(response, 413)
  const left = new AbortController()
  response.once('close', () => left.abort())
  const asked = {
    scriptPath,
    relativeUri: request.url ?? '/',
    method: request.method ?? 'GET',
    protocol: 'http' as const,
    headers: headersForPhp(request),
    body: body.length > 0 ? body : undefined,
    $_SERVER: serverVariables(site.account, scriptPath, request),
  }
  try {
    sendReply(await pool.run(site, asked, left.signal), request, response)
  } catch (error) {
    if (!(error instanceof PhpFailure)) throw error
    if (left.signal.aborted) return
    console.error(`${site.username}: ${error.message}`)
    sendPage(response, pageOfFailure[error.code], request.method)
  }
}

function headersForPhp(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    // PHP programs take HTTP_PROXY for a setting of the machine (CVE-2016-5385).
    if (value === undefined || name === 'proxy') continue
    headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

function serverVariables(account: Account, scriptPath: string, request: IncomingMessage): Record<string, string> {
  const documentRoot = `/home/${account.username}/public`
  const scriptName = scriptPath.startsWith(documentRoot) ? scriptPath.slice(documentRoot.length) : scriptPath
  const [, query = ''] = (request.url ?? '/').split(/\?(.*)/s)
  return {
    DOCUMENT_ROOT: documentRoot,
    SCRIPT_FILENAME: scriptPath,
    SCRIPT_NAME: scriptName,
    PHP_SELF: scriptName,
    QUERY_STRING: query,
    REQUEST_SCHEME: 'http',
    SERVER_NAME: account.domain,
    SERVER_PROTOCOL: `HTTP/${request.httpVersion}`,
    SERVER_SOFTWARE: 'hosting',
    REMOTE_ADDR: request.socket.remoteAddress ?? '127.0.0.1',
  }
}

function sendReply(reply: PhpReply, request: IncomingMessage, response: ServerResponse): void {
  try {
    for (const [name, values] of Object.entries(reply.headers)) {
      if (!notPassedOn.has(name.toLowerCase())) response.setHeader(name, values)
    }
    response.writeHead(reply.status, { 'Content-Length': reply.body.byteLength })
    response.end(request.method === 'HEAD' ? undefined : reply.body)
  } catch (error) {
    console.error('A site sent a header that HTTP does not allow:', error)
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    sendPage(response, 500, request.method)
  }
}
