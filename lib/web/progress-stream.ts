import { EventEmitter, on } from 'node:events'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'
import { log } from '@/lib/log'
import { followOrder } from './progress-feed'

/** Often enough that proxies keep the stream open, and that a lost notice is made up for. */
const rereadMs = 5000

/**
 * An order's progress as server-sent events: the whole state at once and after each change, then `event: end`.
 * Each message holds everything, so a reconnection needs no replay beyond its first message.
 */
export function progressStream(stripeSessionId: string, orderId: string, signal: AbortSignal): ReadableStream {
  const messages = followProgress(stripeSessionId, orderId, signal)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await messages.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await messages.return()
    },
  })
}

async function* followProgress(
  stripeSessionId: string,
  orderId: string,
  signal: AbortSignal,
): AsyncGenerator<string, void, void> {
  // The reader may have left while its order was being looked up.
  if (signal.aborted) return
  const changes = new EventEmitter()
  const notify = () => changes.emit('change')
  const unfollow = followOrder(orderId, notify)
  const timer = setInterval(notify, rereadMs)
  // Changes that come while we read are queued.
  const queue = on(changes, 'change', { signal })
  notify()
  try {
    let sent = ''
    for await (const _ of queue) {
      const progress = await getProgress(stripeSessionId)
      const data = JSON.stringify(progress)
      yield data === sent ? ': still here\n\n' : `data: ${data}\n\n`
      sent = data
      if (progress && isFinal(progress.state)) return yield 'event: end\ndata: {}\n\n'
    }
  } catch (error) {
    // The reader's browser connects again by itself.
    if (!signal.aborted) log().warn({ err: error }, 'cannot follow progress')
  } finally {
    unfollow()
    clearInterval(timer)
  }
}
