import type { Permission } from '@nobet/domain/access'
import type { CachePolicy } from '../upstreams/gateway.ts'

export type ProxyMethod = 'GET' | 'POST' | 'DELETE'

/** What may be asked of an upstream through the panel, and by whom. What no route names is not asked. */
export interface ProxyRoute {
  readonly methods: readonly ProxyMethod[]
  /** Below the upstream's prefix, as it stands on the wire. A pattern is anchored at both ends. */
  readonly path: string | RegExp
  readonly permission: Permission
  /** Reads by POST count as reads: nothing is changed, nothing is audited, equal ones are one. */
  readonly isRead: boolean
  readonly cache?: CachePolicy
  /** The body names datasources, which are checked. */
  readonly body?: 'dsQuery'
}

const SECOND_MS = 1_000
const STALE_MS = 10 * 60 * SECOND_MS

/** How long an answer serves: numbers that move, lists that grow, and what only changes with a restart. */
export const KEPT = {
  /** Read anew each time, kept only to stand in: what a person has just changed must be seen. */
  never: { ttlMs: 0, staleMs: STALE_MS },
  moment: { ttlMs: SECOND_MS, staleMs: STALE_MS },
  while: { ttlMs: 10 * SECOND_MS, staleMs: STALE_MS },
  long: { ttlMs: 60 * SECOND_MS, staleMs: STALE_MS },
} as const satisfies Record<string, CachePolicy>

/** A route that reads, by GET unless told otherwise. */
export const read = (
  path: string | RegExp,
  cache: CachePolicy,
  { methods = ['GET'], permission = 'metrics:read' }: Partial<Pick<ProxyRoute, 'methods' | 'permission'>> = {},
): ProxyRoute => ({ methods, path, permission, isRead: true, cache })

/** One path segment that is what it looks like: no escape, no dot segment. */
export const SEGMENT = String.raw`(?!\.{1,2}(?:/|$))[\w.:~-]{1,200}`
