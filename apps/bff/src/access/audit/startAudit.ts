import type { AuditRecorded, CloudEvent } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'

/** After one denied request its likes are counted for this long, then told in one record; the time doubles while they come. */
const WINDOW_MIN_MS = 10_000
const WINDOW_MAX_MS = 3_600_000
/** Kinds of denial told apart at one time; the rest share one record. */
const KINDS_MAX = 256
const TEXT_CHARS_MAX = 200

/** `actor` is a verified name or `anonymous`, never what an unproven token says of itself. */
export type AuditEntry = Pick<AuditRecorded, 'actor' | 'action' | 'outcome' | 'target' | 'reason' | 'address'>

export interface Audit {
  /** Makes it an `audit.recorded` event: each write, and each denied request, those like it as one with a count. */
  record(entry: AuditEntry): void
  /** Tells what was counted and not told yet. */
  stop(): void
}

export interface AuditDeps {
  readonly clock: Clock
  readonly newId: () => string
  readonly publish: (event: CloudEvent) => void
}

interface Tally {
  readonly entry: AuditEntry
  since: number
  count: number
  windowMs: number
  cancel: () => void
}

export function startAudit({ clock, newId, publish }: AuditDeps): Audit {
  const tallies = new Map<string, Tally>()

  const tell = (entry: AuditEntry, counted: Pick<AuditRecorded, 'count' | 'since'> = {}) => {
    const time = toIso(clock.now())
    const severity = entry.outcome === 'allowed' ? 'info' : 'warning'
    const data: AuditRecorded = { ...shorten(entry), ...counted }
    publish({ specversion: '1.0', id: newId(), source: '/nobet', type: 'audit.recorded', time, severity, data })
  }

  const flush = (tally: Tally) => {
    const { count, since, entry } = tally
    tally.count = 0
    tally.since = clock.now()
    if (count > 0) tell(entry, { count, since: toIso(since) })
    return count > 0
  }

  const watch = (key: string, tally: Tally) => {
    tally.cancel = clock.setTimer(() => {
      if (!flush(tally)) return void tallies.delete(key)
      tally.windowMs = Math.min(WINDOW_MAX_MS, tally.windowMs * 2)
      watch(key, tally)
    }, tally.windowMs)
  }

  const count = (entry: AuditEntry) => {
    const own = [entry.actor, entry.action, entry.reason].join('\n')
    const isKnown = tallies.has(own) || tallies.size < KINDS_MAX
    const key = isKnown ? own : ''
    const known = tallies.get(key)
    if (known !== undefined) return void (known.count += 1)
    const shown = isKnown ? entry : OTHERS
    const tally: Tally = { entry: shown, since: clock.now(), count: 0, windowMs: WINDOW_MIN_MS, cancel: () => {} }
    tallies.set(key, tally)
    watch(key, tally)
    tell(shown, { count: 1 })
  }

  return {
    record: (entry) => (entry.outcome === 'denied' ? count(entry) : tell(entry)),
    stop() {
      for (const tally of tallies.values()) {
        tally.cancel()
        flush(tally)
      }
      tallies.clear()
    },
  }
}

const OTHERS: AuditEntry = { actor: '_other', action: '_other', outcome: 'denied' }

/** Targets and reasons come from the wire: kept short. */
function shorten(entry: AuditEntry): AuditEntry {
  const { target, reason, ...rest } = entry
  return {
    ...rest,
    ...(target === undefined ? {} : { target: target.slice(0, TEXT_CHARS_MAX) }),
    ...(reason === undefined ? {} : { reason: reason.slice(0, TEXT_CHARS_MAX) }),
  }
}

const toIso = (at: number): string => new Date(at).toISOString()
