import type { Severity } from '@nobet/contracts'

/** The finest bar; wider ones are sums of it. */
const BUCKET_MS = 2_500
/** A day of buckets. */
const BUCKETS = 34_560
const LEVELS = 3

/** How many events of each kind fell into one bar. */
export interface Bar {
  readonly info: number
  readonly warning: number
  readonly critical: number
}

/** Counts by time and severity, kept apart from the rows: they outlive what memory lets go. */
export function createRates() {
  const counts = new Uint32Array(BUCKETS * LEVELS)
  const ages = new Float64Array(BUCKETS).fill(-1)
  let earliest = Number.POSITIVE_INFINITY

  return {
    add: (at: number, severity: Severity) => {
      const bucket = Math.floor(at / BUCKET_MS)
      const slot = bucket % BUCKETS
      const age = ages[slot] ?? -1
      if (!(bucket >= 0) || bucket < age) return
      if (bucket > age) {
        ages[slot] = bucket
        counts.fill(0, slot * LEVELS, (slot + 1) * LEVELS)
      }
      const cell = slot * LEVELS + LEVEL_OF[severity]
      counts[cell] = (counts[cell] ?? 0) + 1
    },
    /** An event of this instant was looked at, whether or not it matched. */
    noteSeen: (at: number) => {
      if (at < earliest) earliest = at
    },
    /** Sums over `count` bars of `barMs` from `from` on, both multiples of the finest bar. */
    read: (from: number, barMs: number, count: number): Bar[] => {
      const first = Math.round(from / BUCKET_MS)
      const each = Math.max(1, Math.round(barMs / BUCKET_MS))
      return Array.from({ length: count }, (_, bar) => sum(first + bar * each, each))
    },
    /** The oldest instant looked at since `clear`: before it nothing is known. */
    earliest: () => earliest,
    clear: () => {
      ages.fill(-1)
      earliest = Number.POSITIVE_INFINITY
    },
  }

  function sum(first: number, each: number): Bar {
    const total = [0, 0, 0]
    for (let bucket = first; bucket < first + each; bucket += 1) {
      const slot = bucket % BUCKETS
      if (ages[slot] !== bucket) continue
      for (let level = 0; level < LEVELS; level += 1)
        total[level] = (total[level] ?? 0) + (counts[slot * LEVELS + level] ?? 0)
    }
    return { info: total[0] ?? 0, warning: total[1] ?? 0, critical: total[2] ?? 0 }
  }
}

const LEVEL_OF: Record<Severity, number> = { debug: 0, info: 0, warning: 1, critical: 2 }

/** Bars over the last `rangeMs`, on round instants so that they do not move between two of them. */
export function layOutBars(now: number, rangeMs: number, wanted: number) {
  const barMs = Math.max(1, Math.ceil(rangeMs / wanted / BUCKET_MS)) * BUCKET_MS
  const count = Math.ceil(rangeMs / barMs)
  const until = (Math.floor(now / barMs) + 1) * barMs
  return { from: until - count * barMs, until, barMs, count }
}
