import type { Progress } from '@/lib/fulfilment/get-progress'

type Listener = { onNews(news: Progress): void; onConnection(isLost: boolean): void }

const pollEveryMs = 2000
const pollLimitMs = 8000

/** A stream says how things stand as soon as it is open. */
const firstWordMs = 3000

/** Twice as long as the server is ever silent. */
const silenceMs = 11_000

/** How long we poll before a new stream is tried. */
const retryStreamMs = 15_000

/**
 * Follows an order by server-sent events. While those do not arrive (a stream that is refused, breaks, or is held back
 * by a proxy, which shows as silence alone) it asks again and again instead, until a stream works.
 * @param listener `onConnection` is told that the connection is lost when polling fails, too
 * @returns the function that ends it
 */
export function followProgress(address: string, listener: Listener): () => void {
  let stopPolling: (() => void) | undefined
  let stream: EventSource
  let timer: ReturnType<typeof setTimeout>

  function listen() {
    stream = new EventSource(address)
    stream.onmessage = ({ data }) => {
      hear()
      listener.onNews(JSON.parse(data))
    }
    stream.addEventListener('beat', hear)
    stream.addEventListener('end', () => stream.close())
    stream.onerror = fallBack
    watch(firstWordMs, fallBack)
  }

  function hear() {
    stopPolling?.()
    stopPolling = undefined
    listener.onConnection(false)
    watch(silenceMs, fallBack)
  }

  function fallBack() {
    stopPolling ??= poll(address, listener)
    watch(retryStreamMs, listenAnew)
  }

  function listenAnew() {
    stream.close()
    listen()
  }

  function watch(limitMs: number, onSilence: () => void) {
    clearTimeout(timer)
    timer = setTimeout(onSilence, limitMs)
  }

  listen()
  // A stream that was open when the network went away may stay so for minutes, without a word.
  window.addEventListener('offline', fallBack)
  return () => {
    window.removeEventListener('offline', fallBack)
    clearTimeout(timer)
    stream.close()
    stopPolling?.()
  }
}

function poll(address: string, { onNews, onConnection }: Listener): () => void {
  const stop = new AbortController()
  async function ask() {
    const news = await fetchProgress(address, stop.signal)
    if (stop.signal.aborted) return
    onConnection(news === null)
    if (news) onNews(news)
    timer = setTimeout(ask, pollEveryMs)
  }
  let timer = setTimeout(ask, 0)
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}

/** Null when it fails or takes too long: a network that swallows what is sent says nothing at all. */
async function fetchProgress(address: string, signal: AbortSignal): Promise<Progress | null> {
  const asked = new AbortController()
  const giveUp = () => asked.abort()
  const timer = setTimeout(giveUp, pollLimitMs)
  signal.addEventListener('abort', giveUp)
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' }, signal: asked.signal })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
