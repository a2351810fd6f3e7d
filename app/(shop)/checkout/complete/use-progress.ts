import { useEffect, useState } from 'react'
import type { Progress } from '@/lib/fulfilment/get-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'

const pollEveryMs = 2000

/**
 * An order's progress, followed live: by server-sent events, and by asking again and again where those do not work.
 * @returns the newest progress, and whether the connection to us is lost at the moment
 */
export function useProgress(sessionId: string, initial: Progress): { progress: Progress; isLost: boolean } {
  const [progress, setProgress] = useState(initial)
  const [isLost, setIsLost] = useState(false)
  const isOver = isFinal(progress.state)

  useEffect(() => {
    if (isOver) return
    const receive = (news: Progress | null) => {
      setIsLost(news === null)
      if (news) setProgress(news)
    }
    return follow(`/api/checkout/progress?session_id=${encodeURIComponent(sessionId)}`, receive)
  }, [sessionId, isOver])

  return { progress, isLost }
}

/** @param receive gets null when the connection is lost */
function follow(address: string, receive: (news: Progress | null) => void): () => void {
  let stopPolling = () => {}
  const stream = new EventSource(address)
  stream.onmessage = ({ data }) => receive(JSON.parse(data))
  stream.addEventListener('end', () => stream.close())
  stream.onerror = () => {
    // The browser connects again by itself, unless it was refused: then we ask by ourselves.
    receive(null)
    if (stream.readyState === EventSource.CLOSED) stopPolling = poll(address, receive)
  }
  return () => {
    stream.close()
    stopPolling()
  }
}

function poll(address: string, receive: (news: Progress | null) => void): () => void {
  const stop = new AbortController()
  async function ask() {
    const news = await fetchProgress(address, stop.signal)
    if (stop.signal.aborted) return
    receive(news)
    timer = setTimeout(ask, pollEveryMs)
  }
  let timer = setTimeout(ask, 0)
  return () => {
    stop.abort()
    clearTimeout(timer)
  }
}

async function fetchProgress(address: string, signal: AbortSignal): Promise<Progress | null> {
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' }, signal })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}
