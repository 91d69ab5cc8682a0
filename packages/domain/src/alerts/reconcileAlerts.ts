import type { AlertView, World } from '@nobet/contracts'
import type { AckSilence } from './acknowledge.ts'
import { type AlertFact, isWatchdog, toFact } from './alertFact.ts'
import type { MergedAlert } from './mergePeers.ts'

export interface ReconcileInput {
  /** The picture as it was *before* the peers were asked: what came meanwhile is not missing from their answers. */
  readonly world: Pick<World, 'alerts' | 'ended'>
  readonly held: readonly MergedAlert[]
  readonly acks: readonly AckSilence[]
  /** Whether what is not held has ended, or may only not be known yet. */
  readonly concludes: boolean
  /** Fingerprints that a peer held earlier in its present life: when it holds one no more, that one has ended. */
  readonly seen: ReadonlySet<string>
  /** Epoch milliseconds. */
  readonly now: number
}

/** What the picture lacks, and what it still believes. */
export interface Reconciliation {
  readonly facts: readonly AlertFact[]
  /** Acknowledged according to Alertmanager, not yet in the picture. */
  readonly acknowledged: readonly AckSilence[]
  /** Fingerprints whose acknowledgement has ended. */
  readonly unacknowledged: readonly string[]
  /** Acknowledgements of alerts that are gone: their silences have no purpose any more. */
  readonly leftover: readonly AckSilence[]
}

/**
 * Compares the picture with what Alertmanager holds: lost webhooks, truncated groups, and alerts that ended while
 * they were silenced and so told nobody.
 */
export function reconcileAlerts({ world, held, acks, concludes, seen, now }: ReconcileInput): Reconciliation {
  const byFingerprint = new Map(held.map((alert) => [alert.fingerprint, alert]))
  const ackOf = new Map(acks.map((ack) => [ack.fingerprint, ack]))
  const open = Object.values(world.alerts)
  const isGone = ({ fingerprint }: { readonly fingerprint: string }) =>
    !byFingerprint.has(fingerprint) && (concludes || seen.has(fingerprint))
  const opened = held
    .filter((alert) => isTold(alert, ackOf.has(alert.fingerprint)) && isNews(alert, world))
    .map((alert) => reopen(toFact('firing', alert, 'poll'), world))
  const endsAt = new Date(now).toISOString()
  const closed = open.filter(isGone).map((known) => toEnd(known, endsAt))
  return {
    facts: [...opened, ...closed],
    acknowledged: acks.filter(
      ({ fingerprint, acknowledged }) =>
        byFingerprint.has(fingerprint) && world.alerts[fingerprint]?.acknowledged?.silenceId !== acknowledged.silenceId,
    ),
    unacknowledged: open.flatMap(({ fingerprint, acknowledged }) =>
      acknowledged !== undefined && !ackOf.has(fingerprint) && byFingerprint.has(fingerprint) ? [fingerprint] : [],
    ),
    leftover: acks.filter(isGone),
  }
}

/** What Alertmanager itself would not tell (inhibited, silenced by somebody) is no news; an acknowledged one is open. */
const isTold = ({ status, labels }: MergedAlert, acknowledged: boolean): boolean =>
  !isWatchdog(labels) && status.inhibitedBy.length === 0 && (status.silencedBy.length === 0 || acknowledged)

function isNews({ fingerprint, startsAt }: MergedAlert, { alerts }: ReconcileInput['world']): boolean {
  const known = alerts[fingerprint]
  return known === undefined || Date.parse(startsAt) > Date.parse(known.startsAt)
}

/** Called resolved, yet still held: it is the same episode, and says so. */
function reopen(fact: AlertFact, { ended }: ReconcileInput['world']): AlertFact {
  const { fingerprint, startsAt } = fact.data
  const over = ended?.[fingerprint]
  if (over === undefined || Date.parse(startsAt) > Date.parse(over.startsAt)) return fact
  return { ...fact, data: { ...fact.data, reopenedAfter: over.at } }
}

function toEnd({ severity, module, acknowledged: _acknowledged, ...data }: AlertView, endsAt: string): AlertFact {
  return {
    type: 'alert.resolved',
    severity,
    ...(module === undefined ? {} : { module }),
    data: { ...data, endsAt, via: 'poll' },
  }
}
