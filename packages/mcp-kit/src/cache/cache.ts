import type { TtlChanged } from '@nobet/contracts'

/** What a cache announces: the nominal TTL of a living key changed (PROTOCOL, `cache.ttl.changed`). */
export type TtlChange = TtlChanged

/** `coalesced`: a miss that waited for the load of another. */
export type CacheRead = 'hit' | 'miss' | 'coalesced'

export interface CacheObserver {
  onRead(result: CacheRead): void
  onEvicted(): void
  onSize(entries: number): void
  onTtlChanged(change: TtlChange): void
}

/** The door a memory or a Redis cache stands behind. Values must survive JSON. Keys are `mcp:<module>:<what>…`. */
export interface Cache {
  /** The cached value, or `load`'s, kept for `ttlMs`. Concurrent misses of one key share one load; a failed load is not kept. */
  read<T>(key: string, ttlMs: number, load: () => T | Promise<T>): Promise<T>
  set(key: string, value: unknown, ttlMs: number): Promise<void>
  /** Gives a living key another TTL from now on; `false` when there is no such key. */
  expire(key: string, ttlMs: number): Promise<boolean>
  delete(key: string): Promise<boolean>
}
