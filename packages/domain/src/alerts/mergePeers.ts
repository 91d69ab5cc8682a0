import type { PeerAlert, PeerSilence } from '@nobet/contracts'

/** What one peer said, or why it said nothing. */
export type PeerAnswer<T> =
  /** `settled`: up for long enough that Prometheus has told it all there is; one that just started knows too little. */
  | { readonly kind: 'answered'; readonly peer: string; readonly items: readonly T[]; readonly settled?: boolean }
  | { readonly kind: 'silent'; readonly peer: string; readonly reason: string }

/** `peers`: addresses of those that hold it. */
export type MergedAlert = PeerAlert & { readonly peers: readonly string[] }

/** One alert for each fingerprint. Suppressed only where every peer that holds it says so: doubt shows the alert. */
export function mergeAlerts(answers: readonly PeerAnswer<PeerAlert>[]): MergedAlert[] {
  const merged = new Map<string, MergedAlert>()
  for (const answer of answers) {
    if (answer.kind === 'silent') continue
    for (const alert of answer.items) {
      const known = merged.get(alert.fingerprint)
      merged.set(
        alert.fingerprint,
        known === undefined ? { ...alert, peers: [answer.peer] } : join(known, alert, answer.peer),
      )
    }
  }
  return [...merged.values()]
}

function join(known: MergedAlert, alert: PeerAlert, peer: string): MergedAlert {
  const newer = (alert.updatedAt ?? alert.startsAt) > (known.updatedAt ?? known.startsAt) ? alert : known
  const active = known.status.state === 'suppressed' ? alert.status : known.status
  const names = new Set([...known.receivers, ...alert.receivers].map(({ name }) => name))
  return {
    ...newer,
    // Peers may differ by a moment in when it began; the earlier is the episode.
    startsAt: known.startsAt < alert.startsAt ? known.startsAt : alert.startsAt,
    status: active,
    receivers: [...names].map((name) => ({ name })),
    peers: [...known.peers, peer],
  }
}

/** One silence for each id; the newest word counts. */
export function mergeSilences(answers: readonly PeerAnswer<PeerSilence>[]): PeerSilence[] {
  const merged = new Map<string, PeerSilence>()
  for (const answer of answers) {
    if (answer.kind === 'silent') continue
    for (const silence of answer.items) {
      const known = merged.get(silence.id)
      if (known === undefined || (silence.updatedAt ?? '') > (known.updatedAt ?? '')) merged.set(silence.id, silence)
    }
  }
  return [...merged.values()]
}

/** Whether anything may be concluded from what is missing: a peer answered, and has been up for long enough. */
export const canConclude = (answers: readonly PeerAnswer<unknown>[]): boolean =>
  answers.some((answer) => answer.kind === 'answered' && answer.settled !== false)
