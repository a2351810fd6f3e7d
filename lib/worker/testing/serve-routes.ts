import { createServer, type IncomingMessage } from 'node:http'
import { POST as createSession } from '@/app/api/checkout/create-session/route'
import { GET as readProgress } from '@/app/api/checkout/progress/route'
import { POST as receiveWebhook } from '@/app/api/webhooks/stripe/route'
import { checkHealth } from '@/lib/health/check-health'

/** For tests: a web process without Next, which a test could not build. `serve-routes.ts <port>` */
const routes: Record<string, (request: Request) => Promise<Response>> = {
  '/api/checkout/create-session': createSession,
  '/api/checkout/progress': readProgress,
  '/api/webhooks/stripe': receiveWebhook,
  '/api/health': async () => {
    const health = await checkHealth()
    return Response.json(health, { status: health.status === 'ok' ? 200 : 503 })
  },
}

createServer(async (incoming, response) => {
  const request = await requestOf(incoming)
  const answer = await routes[new URL(request.url).pathname]?.(request)
  response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []))
  response.end(await answer?.text())
}).listen(Number(process.argv[2]), () => process.stdout.write('web started\n'))

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
  return new Request(`http://web${incoming.url}`, { method: incoming.method, headers, body })
}
