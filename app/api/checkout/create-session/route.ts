import { startCheckout } from '@/lib/checkout/start-checkout'
import { errorResponse } from '@/lib/web/error-response'
import { limitCheckoutAttempts } from '@/lib/web/limit-checkout-attempts'
import { readJson } from '@/lib/web/read-json'

const maxBytes = 64 * 1024

/** Opens a payment page at Stripe for one plan. */
export async function POST(request: Request): Promise<Response> {
  try {
    await limitCheckoutAttempts(request.headers)
    const { url, sessionId } = await startCheckout(await readJson(request, maxBytes))
    return Response.json({ success: true, url, sessionId })
  } catch (error) {
    return errorResponse(error)
  }
}
