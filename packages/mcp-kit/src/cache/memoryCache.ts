import type { Clock } from '../clock.ts'
import { type Random, withJitter } from '../random.ts'
import type { Cache, CacheObserver } from './cache.ts'
import { isTtlChange } from './isTtlChange.ts'

const MAX_ENTRIES = 1_000

export interface MemoryCacheOptions {
  readonly maxEntries?: number
  /** Spreads the moment of expiry by ± this ratio, so that keys set together do not all miss together. The nominal TTL stays. */
  readonly jitter?: number
}

interface Entry {
  readonly value: unknown
  readonly ttlMs: number
  readonly expiresAt: number
}

export interface MemoryCacheDeps {
  readonly clock: Clock
  readonly random: Random
  readonly observer: CacheObserver
}

/** A cache in this process: bounded, least recently used out first; expiry is noticed on touch. */
export function createMemoryCache(deps: MemoryCacheDeps, options: MemoryCacheOptions = {}): Cache {
  const { clock, observer } = deps
  const maxEntries = options.maxEntries ?? MAX_ENTRIES
  const entries = new Map<string, Entry>()
  const loading = new Map<string, Promise<unknown>>()

  const living = (key: string): Entry | undefined => {
    const entry = entries.get(key)
    if (entry === undefined || entry.expiresAt > clock.monotonic()) return entry
    entries.delete(key)
    return undefined
  }
  const put = (key: string, value: unknown, ttlMs: number, cause: 'set' | 'expire') => {
    const previous = living(key)
    entries.delete(key)
    const lifeMs = withJitter(deps.random, ttlMs, options.jitter ?? 0)
    entries.set(key, { value, ttlMs, expiresAt: clock.monotonic() + lifeMs })
    evictOver(entries, maxEntries, observer)
    observer.onSize(entries.size)
    if (previous === undefined || !isTtlChange(previous.ttlMs, ttlMs)) return
    observer.onTtlChanged({
      key,
      existed: true,
      exists: true,
      previousTtlMs: previous.ttlMs,
      ttlMs,
      cause,
      mode: 'events',
    })
  }
  const load = async (key: string, ttlMs: number, work: () => unknown) => {
    try {
      const value = await work()
      put(key, value, ttlMs, 'set')
      return value
    } finally {
      loading.delete(key)
    }
  }

  return {
    read<T>(key: string, ttlMs: number, work: () => T | Promise<T>): Promise<T> {
      const entry = living(key)
      const pending = loading.get(key)
      observer.onRead(entry !== undefined ? 'hit' : pending !== undefined ? 'coalesced' : 'miss')
      if (entry !== undefined) {
        entries.delete(key)
        entries.set(key, entry)
        // One key holds one kind of value: each key is built and read in one place.
        return Promise.resolve(entry.value as T)
      }
      const loaded = pending ?? load(key, ttlMs, work)
      if (pending === undefined) loading.set(key, loaded)
      return loaded as Promise<T>
    },
    set: (key, value, ttlMs) => Promise.resolve(put(key, value, ttlMs, 'set')),
    expire(key, ttlMs) {
      const entry = living(key)
      if (entry !== undefined) put(key, entry.value, ttlMs, 'expire')
      return Promise.resolve(entry !== undefined)
    },
    delete(key) {
      const existed = living(key) !== undefined
      entries.delete(key)
      observer.onSize(entries.size)
      return Promise.resolve(existed)
    },
  }
}

function evictOver(entries: Map<string, Entry>, maxEntries: number, observer: CacheObserver): void {
  for (const key of entries.keys()) {
    if (entries.size <= maxEntries) return
    entries.delete(key)
    observer.onEvicted()
  }
}
