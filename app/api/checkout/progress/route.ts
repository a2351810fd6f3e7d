import { withinDeadline } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { errorResponse } from '@/lib/web/error-response'
import { progressStream } from '@/lib/web/progress-stream'

const deadlineMs = 5_000

/** An order's progress: live as server-sent events, or once as JSON, by the request's `Accept`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const sessionId = new URL(request.url).searchParams.get('session_id') ?? ''
    const progress = await withinDeadline(deadlineMs, getProgress(sessionId))
    if (!progress) throw new AppError('not_found', 'We know no order for this address.')
    const headers = { 'Cache-Control': 'no-store' }
    if (!request.headers.get('accept')?.includes('text/event-stream')) return Response.json(progress, { headers })
    return new Response(progressStream(sessionId, progress.orderId, request.signal), {
      headers: { ...headers, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
    })
  } catch (error) {
    return errorResponse(error)
  }
}
