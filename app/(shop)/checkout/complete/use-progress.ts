import { useEffect, useState } from 'react'
import type { Progress } from '@/lib/fulfilment/get-progress'
import { isFinal } from '@/lib/fulfilment/progress-state'
import { followProgress } from './follow-progress'

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
    const address = `/api/checkout/progress?session_id=${encodeURIComponent(sessionId)}`
    return followProgress(address, { onNews: setProgress, onConnection: setIsLost })
  }, [sessionId, isOver])

  return { progress, isLost }
}
