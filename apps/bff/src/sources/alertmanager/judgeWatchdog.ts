import type { PeerAlert, Watchdog } from '@nobet/contracts'
import { isWatchdog } from '@nobet/domain/alerts'

/** Prometheus repeats itself every minute; after three misses nobody should trust the silence. */
export const WATCHDOG_MISSING_MS = 3 * 60_000
/** At the start the first Watchdog may be a minute away. */
export const WATCHDOG_GRACE_MS = 90_000

export interface WatchdogInput {
  readonly held: readonly Pick<PeerAlert, 'labels' | 'updatedAt' | 'startsAt'>[]
  /** Whether the peers were read at all. */
  readonly answered: boolean
  readonly before: Watchdog
  /** Epoch milliseconds, as `startedAt`. */
  readonly now: number
  readonly startedAt: number
}

/** Whether the always-firing alert still comes through: Prometheus evaluates, Alertmanager listens, the panel reads. */
export function judgeWatchdog({ held, answered, before, now, startedAt }: WatchdogInput): Watchdog {
  const seen = held
    .filter(({ labels }) => isWatchdog(labels))
    .map(({ updatedAt, startsAt }) => Date.parse(updatedAt ?? startsAt))
  const known = before.lastSeenAt === null ? [] : [Date.parse(before.lastSeenAt)]
  const newest = Math.max(...seen, ...known)
  const lastSeenAt = Number.isFinite(newest) ? new Date(newest).toISOString() : null
  if (lastSeenAt !== null && now - newest <= WATCHDOG_MISSING_MS) return { state: 'live', lastSeenAt }
  // Not read for as long as that is not knowing, and the source Alertmanager says why.
  if (!answered) return { state: 'unknown', lastSeenAt }
  return { state: now - startedAt < WATCHDOG_GRACE_MS ? 'unknown' : 'missing', lastSeenAt }
}
