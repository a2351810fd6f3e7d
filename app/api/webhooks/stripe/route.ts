import { withinDeadline } from '@/lib/database'
import { errorResponse } from '@/lib/web/error-response'
import { readBody } from '@/lib/web/read-body'
import { receiveEvent } from '@/lib/webhooks/receive-event'

const maxBytes = 1024 * 1024
const deadlineMs = 10_000

/** Stores a signed event of Stripe; anything but 200 makes Stripe send it again. */
export async function POST(request: Request): Promise<Response> {
  try {
    const body = await readBody(request, maxBytes)
    await withinDeadline(deadlineMs, receiveEvent(body.toString('utf8'), request.headers.get('stripe-signature')))
    return Response.json({ received: true })
  } catch (error) {
    return errorResponse(error)
  }
}

export function GET(): Response {
  return new Response('This address takes signed events from Stripe by POST; there is nothing to see.\n', {
    status: 405,
    headers: { Allow: 'POST', 'Content-Type': 'text/plain; charset=utf-8' },
  })
}
