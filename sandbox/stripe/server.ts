import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { OpenSessions } from './checkout/expire-session'
import { settleDuePayments } from './checkout/settle-session'
import { type Answer, answerApi, failureAnswer } from './core/answer-api'
import { Deliveries } from './core/deliveries'
import { Failure } from './core/failure'
import { forgetOld } from './core/forget-old'
import type { Route } from './core/route'
import { Store } from './core/store'
import { World } from './core/world'
import { answerPage } from './pages/answer-page'
import { chargeRoutes } from './resources/charges'
import { checkoutSessionRoutes } from './resources/checkout-sessions'
import { couponRoutes } from './resources/coupons'
import { customerRoutes } from './resources/customers'
import { eventRoutes } from './resources/events'
import { invoicePaymentRoutes } from './resources/invoice-payments'
import { invoiceRoutes } from './resources/invoices'
import { paymentIntentRoutes } from './resources/payment-intents'
import { paymentMethodRoutes } from './resources/payment-methods'
import { priceRoutes } from './resources/prices'
import { productRoutes } from './resources/products'
import { subscriptionRoutes } from './resources/subscriptions'

const routes: Route[] = [
  ...checkoutSessionRoutes,
  ...customerRoutes,
  ...couponRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...invoicePaymentRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...paymentMethodRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...eventRoutes,
]

const largestBodyBytes = 1024 * 1024
const tickMs = 200
/** About three hours, in the place of Stripe's three days. */
const defaultRetryDelaysMs = [1, 2, 4, 8, 16, 32, ...Array<number>(180).fill(60)].map((seconds) => seconds * 1000)

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
  /** Waits between the tries of one delivery; when they are used up, the delivery is given up. */
  retryDelaysMs?: number[]
  /** Time between a bank debit and its outcome. */
  settleAfterMs?: number
  /** Milliseconds since 1970; a test may move it. Signatures and retries go by the real time. */
  clock?: () => number
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
    isWatched: options.webhookUrl !== null,
    settleAfterMs: options.settleAfterMs ?? 5000,
  })
  const deliveries = deliveriesOf(world, options)
  const openSessions = new OpenSessions(world)
  const catchUp = () => {
    openSessions.expireDue()
    settleDuePayments(world)
  }
  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: unknown) => (request.destroyed && !request.complete ? null : failureAnswer(error)))
      .then((answered) => answered && send(response, answered))
  })
  async function answer(request: IncomingMessage): Promise<Answer> {
    const body = await readBody(request)
    catchUp()
    const { method = 'GET', headers } = request
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
    const page = /^\/c\/pay\/(\w+)$/.exec(path)?.[1]
    if (page !== undefined) return answerPage(world, page, { method, body })
    return answerApi(world, routes, options.secretKey, { method, path, query, body, headers })
  }
  const port = await listen(server, options.port)
  world.baseUrl = `http://127.0.0.1:${port}`
  store.compact()
  forgetOld(world)
  moveOpenPages(world)
  deliveries?.resume()
  const ticking = setInterval(catchUp, tickMs)
  const forgetting = setInterval(() => forgetOld(world), 60 * 60 * 1000)
  return {
    url: world.baseUrl,
    async close() {
      clearInterval(ticking)
      clearInterval(forgetting)
      deliveries?.stop()
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

function deliveriesOf(world: World, options: StripeOptions): Deliveries | undefined {
  const { webhookUrl, webhookSecret, retryDelaysMs = defaultRetryDelaysMs } = options
  if (webhookUrl === null) return undefined
  const secrets = webhookSecret
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
  if (secrets.length === 0) throw new Error('The stand-in for Stripe needs a webhook secret to sign its deliveries.')
  const deliveries = new Deliveries(world, { url: webhookUrl, secrets, retryDelaysMs })
  world.onEvents = (eventIds) => deliveries.start(eventIds)
  return deliveries
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

/** After a restart on another port, the pages that are still open are found there. */
function moveOpenPages(world: World) {
  const sessions = world.store.tables.session
  world.store.transaction(() => {
    for (const session of sessions.oldestFirst()) {
      const url = `${world.baseUrl}/c/pay/${session.id}`
      if (session.status === 'open' && session.url !== url) sessions.put({ ...session, url })
    }
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
