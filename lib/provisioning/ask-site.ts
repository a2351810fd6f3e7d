import { type IncomingMessage, request } from 'node:http'

type SiteAnswer = { status: number | undefined; headers: IncomingMessage['headers']; body: Buffer }

/**
 * Asks a site for one address, without following where it leads.
 * @param url on the server that holds the site, e.g. `http://127.0.0.1:8081/`
 * @param host the site's name; it goes into the `Host` header and is not looked up, since it may not point here yet
 * @throws when it does not answer in time, or with more than the limit
 */
export function askSite(
  url: URL,
  host: string,
  limits: { timeoutMs: number; limitBytes: number },
): Promise<SiteAnswer> {
  return new Promise((resolve, reject) => {
    // Not `fetch`, which does not let the Host header be chosen.
    const sent = request(url, { headers: { Host: host }, agent: false, signal: AbortSignal.timeout(limits.timeoutMs) })
    sent.once('error', reject)
    sent.once('response', (response) => {
      const { statusCode: status, headers } = response
      readBody(response, limits.limitBytes).then((body) => resolve({ status, headers, body }), reject)
    })
    sent.end()
  })
}

async function readBody(response: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > limitBytes) throw new Error(`its answer is longer than ${limitBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
