import { createServer } from 'node:http'
import Stripe from 'stripe'
import { webhookSecret } from './stand-in'

type Received = { event: Stripe.Event; signature: string; verifiedBy: string[]; status: number; atMs: number }

/**
 * A webhook address that verifies what it gets with the SDK and answers as the test says.
 * @param secrets at least one of them has to verify; a test may add to them later
 */
export async function startReceiver(
  statusFor: (event: Stripe.Event, tries: number) => number | null = () => 200,
  secrets = [webhookSecret],
) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature'])
      const body = Buffer.concat(chunks)
      const event: Stripe.Event = JSON.parse(body.toString())
      const verifiedBy = secrets.filter((secret) => isSigned(body, signature, secret))
      const tries = received.filter((earlier) => earlier.event.id === event.id).length
      const status = verifiedBy.length > 0 ? statusFor(event, tries) : 400
      received.push({ event, signature, verifiedBy, status: status ?? 0, atMs: Date.now() })
      // Null: it never answers.
      if (status !== null) response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The receiver has no address')
  return {
    received,
    secrets,
    types: () => received.map(({ event }) => event.type),
    url: `http://127.0.0.1:${address.port}/hook`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function isSigned(body: Buffer, signature: string, secret: string): boolean {
  try {
    new Stripe('sk_test_x').webhooks.constructEvent(body, signature, secret)
    return true
  } catch {
    return false
  }
}
