import { LRUCache } from 'lru-cache'
import type { HeldAnswer } from './heldAnswer.ts'
import { BOUNDS } from './limits.ts'

/** An answer may be kept twice, plain and gzipped; the second is rarely a fifth of the first. */
const GZIP_SHARE = 0.5
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
    sizeCalculation: sizeOf,
    dispose: (held) => held.drop(),
  })
  return {
    get: (key) => cache.get(key),
    set(key, held) {
      held.keep()
      cache.set(key, held)
      // What is larger than an entry may be was not taken.
      if (cache.peek(key) !== held) held.drop()
    },
  }
}

const sizeOf = ({ bytes }: HeldAnswer, key: string): number =>
  ENTRY_OVERHEAD_BYTES + key.length + bytes.weight + Math.ceil(bytes.length * GZIP_SHARE)
