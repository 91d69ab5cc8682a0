import { useEffect, useState } from 'react'
import type { EventRing } from '../../live/eventRing.ts'

/** Shorter absences need no summary. */
const AWAY_MIN_MS = 5 * 60_000

export interface Away {
  readonly ms: number
  readonly fromSeq: number
  readonly toSeq: number
}

/** The last absence long enough to be told about, until it is dismissed. */
export function useAway(ring: EventRing): { readonly away: Away | undefined; readonly dismiss: () => void } {
  const [away, setAway] = useState<Away>()
  useEffect(() => {
    let hidden: { at: number; seq: number } | undefined
    const onChange = () => {
      if (document.visibilityState === 'hidden') {
        hidden = { at: Date.now(), seq: ring.next() }
        return
      }
      const ms = hidden === undefined ? 0 : Date.now() - hidden.at
      if (hidden !== undefined && ms >= AWAY_MIN_MS) setAway({ ms, fromSeq: hidden.seq, toSeq: ring.next() })
      hidden = undefined
    }
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  }, [ring])
  return { away, dismiss: () => setAway(undefined) }
}
