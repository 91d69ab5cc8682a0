import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLive } from '../../../live/LiveContext.tsx'

/** A storm of events asks again once in this time, not once each. */
const ASK_AGAIN_MS = 1_000

/** While mounted: what the log says of alerts and silences makes the answers of these keys old. */
export function useFollowAlertEvents(): void {
  const live = useLive()
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastAt = -Infinity
    const ask = () => {
      timer = undefined
      lastAt = performance.now()
      void queries.invalidateQueries({ queryKey: ['alerts'] })
    }
    const stop = live.onBatch(({ items }) => {
      if (timer !== undefined || !items.some(({ event }) => /^(?:alert|silence)\./.test(event.type))) return
      timer = setTimeout(ask, Math.max(0, lastAt + ASK_AGAIN_MS - performance.now()))
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [live, queries])
}
