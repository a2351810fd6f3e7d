import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { PassingTime } from './clock/passing-time'
import { answerControl } from './control/answer-control'
import { type Answer, answerApi, failureAnswer } from './core/answer-api'
import { Deliveries } from './core/deliveries'
import { Endpoints } from './core/endpoints'
import { Failure } from './core/failure'
import { forgetOld } from './core/forget-old'
import { meetFault } from './core/meet-fault'
import { defaultRetryFactor, retryPlan } from './core/retry-plan'
import { Store } from './core/store'
import type { StoredEvent } from './core/stored'
import { type Retries, World } from './core/world'
import { findPage } from './pages/find-page'
import { movePages } from './pages/move-pages'
import { routes } from './routes'

const largestBodyBytes = 1024 * 1024

/** A request to the API with what was answered. */
export type Exchange = {
  method: string
  path: string
  query: string
  body: string
  version: string | string[] | null
  status: number
  answer: string
}

export type StripeOptions = {
  /** Folder of the journal; it is made when it is missing. */
  dataDir: string
  /** 0 takes a free one. */
  port: number
  secretKey: string
  /** One signing secret, or several separated by commas while one is being rolled. */
  webhookSecret: string
  /** Null: nobody is told of events. */
  webhookUrl: string | null
  /** How many times shorter than Stripe's the waits between the tries of one delivery are. */
  retryFactor?: number
  /** The very waits, in the place of Stripe's plan; when they are used up, the delivery is given up. */
  retryDelaysMs?: number[]
  /** Time between a bank debit and its outcome. */
  settleAfterMs?: number
  /** Waits between the attempts to collect an invoice, and what becomes of its subscription after the last. */
  retries?: Retries
  /** How long before a renewal `invoice.upcoming` tells of it. */
  upcomingDays?: number
  /** Milliseconds since 1970; a test may move it. Signatures and retries go by the real time. */
  clock?: () => number
  /** Sees each request to the API with its answer. */
  onAnswer?: (exchange: Exchange) => void
  /** Sees each event. */
  onEvent?: (event: StoredEvent) => void
}

/**
 * Starts the stand-in for Stripe on 127.0.0.1.
 * @throws Error when it is asked to run in production or with a live key, or when the port is taken
 */
export async function startStripe(options: StripeOptions): Promise<{ url: string; close(): Promise<void> }> {
  refuseProduction(options.secretKey)
  const store = new Store(options.dataDir)
  const world = new World({
    store,
    clock: options.clock ?? Date.now,
    settleAfterMs: options.settleAfterMs ?? 5000,
    retries: options.retries ?? { afterDays: [3, 5, 7], ending: 'canceled' },
    upcomingDays: options.upcomingDays ?? 7,
  })
  if (options.onEvent) world.onEvent = options.onEvent
  const endpoints = new Endpoints(world, options)
  world.receiversOf = (type) => endpoints.receiversOf(type)
  const deliveries = new Deliveries(
    world,
    endpoints,
    options.retryDelaysMs ?? retryPlan(options.retryFactor ?? defaultRetryFactor),
  )
  world.onDeliveries = (deliveryIds) => deliveries.start(deliveryIds)
  const time = new PassingTime(world)
  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: unknown) => (request.destroyed && !request.complete ? null : failureAnswer(error)))
      .then((answered) => answered && send(response, answered))
  })
  async function answer(request: IncomingMessage): Promise<Answer | null> {
    const body = await readBody(request)
    time.catchUp()
    const { method = 'GET', headers } = request
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
    // A person looks at a page: it shows what the clock will say, not what lies on the way.
    if (!path.startsWith('/v1/')) await time.rest()
    const page = findPage(world, { method, path, body })
    if (page) return page
    if (path.startsWith('/_sandbox/')) {
      const { authorization } = headers
      return answerControl({ world, deliveries, secretKey: options.secretKey }, { method, path, body, authorization })
    }
    return meetFault(world.faults, path, () => {
      const answered = answerApi(world, routes, options.secretKey, { method, path, query, body, headers })
      const version = headers['stripe-version'] ?? null
      options.onAnswer?.({ method, path, query, body, version, status: answered.status, answer: answered.body })
      return answered
    })
  }
  const port = await listen(server, options.port)
  world.baseUrl = `http://127.0.0.1:${port}`
  store.compact()
  forgetOld(world)
  movePages(world)
  time.start()
  deliveries.resume()
  const forgetting = setInterval(() => forgetOld(world), 60 * 60 * 1000)
  return {
    url: world.baseUrl,
    async close() {
      time.stop()
      clearInterval(forgetting)
      deliveries.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      store.close()
    },
  }
}

function refuseProduction(secretKey: string) {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The stand-in for Stripe does not run with NODE_ENV=production: use real Stripe there.')
  }
  if (/^[a-z]+_live_/.test(secretKey)) {
    throw new Error('The stand-in for Stripe does not take a live key. Give it one that begins with sk_test_.')
  }
  if (!/^(sk|rk)_test_\w+$/.test(secretKey)) {
    throw new Error('The stand-in for Stripe needs a secret key that begins with sk_test_.')
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    // What is too much is read to its end as well, so that the sender hears the answer.
    if (length <= largestBodyBytes) chunks.push(chunk)
  }
  if (length > largestBodyBytes) {
    throw new Failure(413, { type: 'invalid_request_error', message: 'The request is larger than 1 MiB.' })
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, { status, headers, body }: Answer) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}
