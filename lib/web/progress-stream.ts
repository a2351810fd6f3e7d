import { EventEmitter, on } from 'node:events'
import { getProgress } from '@/lib/fulfilment/get-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'
import { log } from '@/lib/log'
import { followOrder } from './progress-feed'
import { shutdown } from './shutdown'

/** Often enough that proxies keep the stream open, that a lost notice is made up for, and that silence means a dead stream. */
const rereadMs = 5000

/**
 * An order's progress as server-sent events: the whole state at once and after each change, `event: beat` as long as
 * there is none, then `event: end`.
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
  const over = whenOver(signal)
  // The reader may have left while its order was being looked up.
  if (over.signal.aborted) return over.forget()
  const changes = new EventEmitter()
  const notify = () => changes.emit('change')
  const unfollow = followOrder(orderId, notify)
  const timer = setInterval(notify, rereadMs)
  // Changes that come while we read are queued.
  const queue = on(changes, 'change', { signal: over.signal })
  notify()
  try {
    let sent = ''
    for await (const _ of queue) {
      const progress = await getProgress(stripeSessionId)
      const data = JSON.stringify(progress)
      // A comment would keep the connection as well, but a page cannot see it.
      yield data === sent ? 'event: beat\ndata: {}\n\n' : `data: ${data}\n\n`
      sent = data
      if (progress && isFinal(progress.state)) return yield 'event: end\ndata: {}\n\n'
    }
  } catch (error) {
    // The reader's browser connects again by itself.
    if (!over.signal.aborted) log().warn({ err: error }, 'cannot follow progress')
  } finally {
    unfollow()
    clearInterval(timer)
    over.forget()
  }
}

/** The reader has left, or this process is told to stop and another one serves the reader who comes again. */
function whenOver(left: AbortSignal): { signal: AbortSignal; forget(): void } {
  const over = new AbortController()
  const end = () => over.abort()
  const causes = [left, shutdown]
  for (const cause of causes) cause.addEventListener('abort', end)
  if (causes.some((cause) => cause.aborted)) end()
  return {
    signal: over.signal,
    forget: () => {
      for (const cause of causes) cause.removeEventListener('abort', end)
    },
  }
}
