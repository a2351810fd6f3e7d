import { startCheckout } from '@/lib/checkout/start-checkout'
import { withinDeadline } from '@/lib/database'
import { errorResponse } from '@/lib/web/error-response'
import { limitCheckoutAttempts } from '@/lib/web/limit-checkout-attempts'
import { readJson } from '@/lib/web/read-json'

const maxBytes = 64 * 1024
/** Stripe alone may take half of it. */
const deadlineMs = 25_000

/** Opens a payment page at Stripe for one plan. */
export async function POST(request: Request): Promise<Response> {
  try {
    await limitCheckoutAttempts(request.headers)
    const wish = await readJson(request, maxBytes)
    const { url, sessionId } = await withinDeadline(deadlineMs, startCheckout(wish))
    return Response.json({ success: true, url, sessionId })
  } catch (error) {
    return errorResponse(error)
  }
}
