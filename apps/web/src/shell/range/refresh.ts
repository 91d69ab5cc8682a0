import type { TimeRange } from './readRange.ts'

export const REFRESHES = ['auto', 'off', '5s', '15s', '30s', '1m'] as const
/** How often charts ask anew. `auto` follows the range: a day needs no news every five seconds. */
export type Refresh = (typeof REFRESHES)[number]

const MINUTE_MS = 60_000
const MS = { '5s': 5_000, '15s': 15_000, '30s': 30_000, '1m': MINUTE_MS } as const

/** `undefined`: not a choice there is. Nothing said is `auto`. */
export const readRefresh = (text: string | undefined): Refresh | undefined =>
  text === undefined ? 'auto' : REFRESHES.find((one) => one === text)

/** Milliseconds between two asks; `null`: never by itself. A range that has ended does not change any more. */
export function toRefreshMs(refresh: Refresh, range: TimeRange): number | null {
  if (refresh === 'off') return null
  if (refresh !== 'auto') return MS[refresh]
  if (range.kind === 'absolute') return null
  if (range.ms <= 15 * MINUTE_MS) return MS['5s']
  if (range.ms <= 60 * MINUTE_MS) return MS['15s']
  return range.ms <= 360 * MINUTE_MS ? MS['30s'] : MS['1m']
}
