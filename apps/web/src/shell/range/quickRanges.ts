import type { TimeRange } from './readRange.ts'

type Relative = Extract<TimeRange, { kind: 'relative' }>

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** Lengths one press away. */
export const QUICK_RANGES: readonly Relative[] = [
  { kind: 'relative', text: '5m', ms: 5 * MINUTE_MS },
  { kind: 'relative', text: '15m', ms: 15 * MINUTE_MS },
  { kind: 'relative', text: '30m', ms: 30 * MINUTE_MS },
  { kind: 'relative', text: '1h', ms: HOUR_MS },
  { kind: 'relative', text: '3h', ms: 3 * HOUR_MS },
  { kind: 'relative', text: '6h', ms: 6 * HOUR_MS },
  { kind: 'relative', text: '12h', ms: 12 * HOUR_MS },
  { kind: 'relative', text: '1d', ms: DAY_MS },
  { kind: 'relative', text: '2d', ms: 2 * DAY_MS },
  { kind: 'relative', text: '7d', ms: 7 * DAY_MS },
]
