import { createServer, type IncomingMessage } from 'node:http'

type Reply = { status: number; body: unknown; location?: string }

/** A name in the account. */
type Held = { endsAt: Date }

const taxes = [{ type: 'service', rate: 0, name: 'vat' }]

/**
 * A stand-in for Gandi's API, version 5, in memory, on 127.0.0.1: checking, registering, finding and renewing names. Its
 * answers have the shapes that https://api.gandi.net/docs/domains/ documents and that were recorded from it.
 */
export async function startRegistrar({ token }: { token: string }) {
  /** What `check` says of a name, in Gandi's words; of any other that nobody has, `available`. */
  const statuses = new Map<string, string>()
  const held = new Map<string, Held>()
  /** Names at a price of their own. */
  const premium = new Set<string>()
  const requests: string[] = []
  /** What happens to the next call whose method and path begin so. */
  const faults = new Map<string, 'lost answer' | 'not taken' | 'no answer' | Reply>()
  const state = { registersAtOnce: true }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const call = `${request.method} ${url.pathname}`
    requests.push(call)
    const body = await readJson(request)
    const [key, fault] = [...faults].find(([begin]) => call.startsWith(begin)) ?? []
    if (key) faults.delete(key)
    if (fault === 'no answer') return request.socket.destroy()
    if (fault === 'not taken') return send({ status: 503, body: { message: 'Service unavailable' } })
    const reply =
      typeof fault === 'object' ? fault : answer(request.headers.authorization, request.method ?? '', url, body)
    if (fault === 'lost answer') return request.socket.destroy()
    send(reply)

    function send({ status, body: content, location }: Reply): void {
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...(location && { location }) })
      response.end(JSON.stringify(content))
    }
  })

  function answer(authorization: string | undefined, method: string, url: URL, body: Record<string, unknown>): Reply {
    if (authorization !== `Bearer ${token}`) {
      const message = 'The server could not verify that you authorized to access the document you requested.'
      return { status: 401, body: { object: 'HTTPUnauthorized', cause: 'Unauthorized', code: 401, message } }
    }
    const [, name = '', action] = /^\/v5\/domain\/domains(?:\/([^/]+))?(?:\/(\w+))?$/.exec(url.pathname) ?? []
    if (method === 'GET' && url.pathname === '/v5/domain/check') return check(url.searchParams)
    if (method === 'POST' && url.pathname === '/v5/domain/domains') return create(body)
    if (method === 'GET' && name && !action) return find(decodeURIComponent(name))
    if (method === 'POST' && action === 'renew') return renew(decodeURIComponent(name), body)
    return notFound()
  }

  function statusOf(name: string): string {
    return held.has(name) ? 'unavailable' : (statuses.get(name) ?? 'available')
  }

  function check(query: URLSearchParams): Reply {
    const name = query.get('name') ?? ''
    const currency = query.get('currency') ?? 'EUR'
    const status = statusOf(name)
    const products = query.getAll('processes').map((process) => {
      if (status !== 'available') return { status, name, process, taxes }
      return { status, name, process, taxes, periods: [{ name: 'golive' }], prices: [priceOf(name, process)] }
    })
    return { status: 200, body: { currency, grid: 'A', products, taxes } }
  }

  function priceOf(name: string, process: string) {
    const before = process === 'create' ? 12.34 : 19.99
    const price = premium.has(name) ? 2500 : before
    return {
      duration_unit: 'y',
      min_duration: 1,
      max_duration: 10,
      price_before_taxes: price,
      price_after_taxes: price,
      discount: false,
      type: premium.has(name) ? 'premium' : null,
      options: { period: 'golive' },
    }
  }

  function create(body: Record<string, unknown>): Reply {
    const { fqdn, duration, owner } = body
    const missing = missingIn(owner)
    if (typeof fqdn !== 'string' || missing) {
      const error = { location: 'body', name: missing ?? 'fqdn', description: 'Required' }
      return { status: 400, body: { status: 'error', errors: [error] } }
    }
    if (statusOf(fqdn) !== 'available') {
      const message = `The domain ${fqdn} is not available.`
      return { status: 409, body: { object: 'HTTPConflict', cause: 'Conflict', code: 409, message } }
    }
    const endsAt = new Date()
    endsAt.setUTCFullYear(endsAt.getUTCFullYear() + Number(duration ?? 1))
    if (state.registersAtOnce) held.set(fqdn, { endsAt })
    else statuses.set(fqdn, 'unavailable')
    const location = `/v5/domain/domains/${fqdn}`
    return { status: 202, body: { message: 'Domain creation task queued.' }, location }
  }

  function find(name: string): Reply {
    const domain = held.get(name)
    if (!domain) return notFound()
    const dates = { created_at: new Date(), registry_created_at: new Date(), registry_ends_at: domain.endsAt }
    return { status: 200, body: { fqdn: name, fqdn_unicode: name, status: [], tags: [], services: [], dates } }
  }

  function renew(name: string, { duration }: Record<string, unknown>): Reply {
    const domain = held.get(name)
    if (!domain) return notFound()
    domain.endsAt = new Date(domain.endsAt)
    domain.endsAt.setUTCFullYear(domain.endsAt.getUTCFullYear() + Number(duration ?? 1))
    return { status: 202, body: { message: 'Domain renewed.' } }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    baseUrl: `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    statuses,
    held,
    premium,
    requests,
    faults,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function notFound(): Reply {
  const message = 'The resource could not be found.'
  return { status: 404, body: { object: 'HTTPNotFound', cause: 'Not Found', code: 404, message } }
}

function missingIn(owner: unknown): string | undefined {
  const given: object = typeof owner === 'object' && owner ? owner : {}
  const needed = ['given', 'family', 'email', 'streetaddr', 'city', 'zip', 'country', 'phone', 'type']
  const field = needed.find((name) => !Object.entries(given).some(([key, value]) => key === name && value))
  return field && `owner.${field}`
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text ? JSON.parse(text) : {}
}
