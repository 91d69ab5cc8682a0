import type { PeerAlert, Watchdog } from '@nobet/contracts'
import { isWatchdog } from '@nobet/domain/alerts'

/** At the start the first Watchdog may be a minute away. */
const GRACE_MS = 90_000

export interface WatchdogInput {
  readonly held: readonly Pick<PeerAlert, 'labels' | 'updatedAt' | 'startsAt'>[]
  /** Whether the peers were read at all. */
  readonly answered: boolean
  readonly before: Watchdog
  /** Epoch milliseconds, as `startedAt`. */
  readonly now: number
  readonly startedAt: number
  /** So long without it nobody should trust the silence. */
  readonly missingMs: number
}

/** Whether the always-firing alert still comes through: Prometheus evaluates, Alertmanager listens, the panel reads. */
export function judgeWatchdog({ held, answered, before, now, startedAt, missingMs }: WatchdogInput): Watchdog {
  const seen = held
    .filter(({ labels }) => isWatchdog(labels))
    .map(({ updatedAt, startsAt }) => Date.parse(updatedAt ?? startsAt))
  const known = before.lastSeenAt === null ? [] : [Date.parse(before.lastSeenAt)]
  const newest = Math.max(...seen, ...known)
  const lastSeenAt = Number.isFinite(newest) ? new Date(newest).toISOString() : null
  if (lastSeenAt !== null && now - newest <= missingMs) return { state: 'live', lastSeenAt }
  // Not read for as long as that is not knowing, and the source Alertmanager says why.
  if (!answered) return { state: 'unknown', lastSeenAt }
  const isEarly = lastSeenAt === null && now - startedAt < Math.min(GRACE_MS, missingMs)
  return { state: isEarly ? 'unknown' : 'missing', lastSeenAt }
}
