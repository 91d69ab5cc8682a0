import { LRUCache } from 'lru-cache'
import type { HeldAnswer } from './heldAnswer.ts'
import { BOUNDS } from './limits.ts'

/** An answer may be kept twice, plain and gzipped; the second is rarely a fifth of the first. */
const SIZE_WITH_GZIP = 1.5
const ENTRY_OVERHEAD_BYTES = 1_024

/** Answers of this process, bounded by what they weigh; the least used go first. */
export interface ByteCache {
  get(key: string): HeldAnswer | undefined
  set(key: string, held: HeldAnswer): void
}

export function createByteCache(maxBytes: number): ByteCache {
  const cache = new LRUCache<string, HeldAnswer>({
    maxSize: maxBytes,
    maxEntrySize: BOUNDS.cachedEntryBytes,
    sizeCalculation: ({ bytes }, key) => ENTRY_OVERHEAD_BYTES + key.length + Math.ceil(bytes.length * SIZE_WITH_GZIP),
  })
  return {
    get: (key) => cache.get(key),
    set: (key, held) => void cache.set(key, held),
  }
}
