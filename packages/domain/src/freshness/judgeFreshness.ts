/** How the picture reaches the screen. `poll` is seconds late by design; `offline` shows the last picture. */
export type LinkQuality = 'live' | 'fallback' | 'poll' | 'offline'

export type ValueFreshness = 'live' | 'cached' | 'stale' | 'unknown'

export interface Observation {
  /** Epoch milliseconds on the server's clock; `null` = never observed. */
  readonly observedAt: number | null
  /** The value's own refresh interval; `null` = it does not age by itself. */
  readonly intervalMs: number | null
  /** Epoch milliseconds, corrected to the server's clock. */
  readonly now: number
  readonly link: LinkQuality
}

/** Past this many of its own intervals a value is no longer shown as present. */
export const STALE_AFTER_INTERVALS = 2

/** Never old as live: offline everything is stale, a value past twice its interval is stale, a polled one is cached. */
export function judgeFreshness({ observedAt, intervalMs, now, link }: Observation): ValueFreshness {
  if (observedAt === null) return 'unknown'
  if (link === 'offline') return 'stale'
  if (intervalMs !== null && now - observedAt > STALE_AFTER_INTERVALS * intervalMs) return 'stale'
  return link === 'poll' ? 'cached' : 'live'
}
