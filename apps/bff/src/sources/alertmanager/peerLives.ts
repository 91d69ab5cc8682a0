import type { AlertView, World } from '@nobet/contracts'
import type { PeerReading } from './readPeer.ts'

/** Clocks of those who write these times may differ by so much. */
const SKEW_MS = 5_000

interface Life {
  readonly startedAt: string
  readonly held: ReadonlySet<string>
}

export interface PeerLives {
  /**
   * Fingerprints that an answering peer held since it started: it was read then, or it told of an alert that began
   * later. What is neither held nor open any more is forgotten.
   */
  observe(readings: readonly PeerReading[], world: World | undefined): ReadonlySet<string>
}

/** What each peer held since it started: over a restart it forgets its alerts, and their absence says nothing. */
export function createPeerLives(): PeerLives {
  const lives = new Map<string, Life>()
  return {
    observe(readings, world) {
      const open = world?.alerts ?? {}
      const seen = new Set<string>()
      for (const { peer, alerts, startedAt } of readings) {
        if (alerts.kind === 'silent' || startedAt === undefined) continue
        const former = lives.get(peer)
        const before = former?.startedAt === startedAt ? [...former.held].filter((one) => one in open) : []
        const held = new Set([...before, ...alerts.items.map(({ fingerprint }) => fingerprint)])
        lives.set(peer, { startedAt, held })
        for (const fingerprint of held) seen.add(fingerprint)
        for (const alert of Object.values(open)) if (wasToldSince(alert, startedAt)) seen.add(alert.fingerprint)
      }
      return seen
    },
  }
}

const wasToldSince = ({ via, startsAt }: AlertView, startedAt: string): boolean =>
  via === 'webhook' && Date.parse(startsAt) > Date.parse(startedAt) + SKEW_MS
