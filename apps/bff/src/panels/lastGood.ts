import type { PanelColumns, Sourced } from '@nobet/contracts'
import { LRUCache } from 'lru-cache'

const ENTRIES_MAX = 1_000
/** About this many figures in all. */
const FIGURES_MAX = 4_000_000

type Reading = Sourced<PanelColumns>

/** The newest good answer to each question, to show, marked, while Prometheus is away. */
export interface LastGood {
  keep(key: string, reading: Reading): void
  /** The kept answer as a stale one, with what is wrong now. */
  stale(key: string, error: Reading['error']): Reading | undefined
  /** The kept answer when it is newer than this stale one. */
  newer(key: string, reading: Reading): Reading | undefined
}

export function createLastGood(): LastGood {
  const kept = new LRUCache<string, Reading>({
    max: ENTRIES_MAX,
    maxSize: FIGURES_MAX,
    sizeCalculation: ({ value }) => 1 + (value?.times.length ?? 0) * (1 + (value?.series.length ?? 0)),
  })
  const stale = (key: string, error: Reading['error']): Reading | undefined => {
    const reading = kept.get(key)
    return reading === undefined ? undefined : { ...reading, freshness: 'stale', error }
  }
  return {
    keep: (key, reading) => void kept.set(key, reading),
    stale,
    newer(key, reading) {
      const known = kept.get(key)
      if (known === undefined || (known.observedAt ?? '') <= (reading.observedAt ?? '')) return undefined
      return stale(key, reading.error)
    },
  }
}
