import type { SilenceView } from '@nobet/contracts'
import { compileMatchers, toAckMatchers } from '@nobet/domain/alerts'
import type { Player } from '../player/startPlayer.ts'
import { ACK_SILENCE_ID, fingerprintOf, WORLD_ALERTS } from './layAlerts.ts'

/** Above this the oldest are forgotten. */
const SILENCES_MAX = 200
const HOUR_MS = 3_600_000

export type HeldSilence = Pick<
  SilenceView,
  'id' | 'by' | 'comment' | 'startsAt' | 'endsAt' | 'matchers' | 'acknowledges'
>

/** The silences of one played world; what is written stays until the world ends. */
export interface SilenceBook {
  list(): readonly SilenceView[]
  /** Ids of the active silences that hit these labels. */
  hitting(labels: Readonly<Record<string, string>>): string[]
  save(silence: HeldSilence): void
  expire(id: string): boolean
}

const books = new WeakMap<Player, SilenceBook>()

export function silencesOf(player: Player): SilenceBook {
  const known = books.get(player) ?? createBook(player)
  books.set(player, known)
  return known
}

function createBook(player: Player): SilenceBook {
  const now = () => player.clock.now()
  const held = new Map(firstSilences(player).map((silence) => [silence.id, silence]))
  const stateOf = ({ startsAt, endsAt }: HeldSilence): SilenceView['state'] =>
    Date.parse(endsAt) <= now() ? 'expired' : Date.parse(startsAt) > now() ? 'pending' : 'active'
  const hits = ({ matchers }: HeldSilence, labels: Readonly<Record<string, string>>) => {
    const compiled = compileMatchers(matchers)
    return compiled.ok && compiled.hits(labels)
  }
  return {
    list: () => {
      const alerts = Object.values(player.snapshot().world.alerts)
      return [...held.values()].map((silence) => ({
        ...silence,
        state: stateOf(silence),
        hits: alerts.filter(({ labels }) => hits(silence, labels)).length,
      }))
    },
    hitting: (labels) =>
      [...held.values()]
        .filter((silence) => stateOf(silence) === 'active' && hits(silence, labels))
        .map(({ id }) => id),
    save: (silence) => {
      held.set(silence.id, silence)
      const [oldest] = held.keys()
      if (held.size > SILENCES_MAX && oldest !== undefined) held.delete(oldest)
    },
    expire: (id) => {
      const silence = held.get(id)
      if (silence === undefined || stateOf(silence) === 'expired') return false
      held.set(id, { ...silence, endsAt: player.now() })
      return true
    },
  }
}

/** The silence of the acknowledgement that the world begins with, and one made by hand. */
function firstSilences(player: Player): HeldSilence[] {
  const { alerts } = player.snapshot().world
  const slow = alerts[fingerprintOf(WORLD_ALERTS.slow)]
  if (slow?.acknowledged === undefined) return []
  const at = player.clock.now()
  return [
    {
      id: ACK_SILENCE_ID,
      by: slow.acknowledged.by,
      comment: slow.acknowledged.comment ?? '',
      startsAt: slow.acknowledged.at,
      endsAt: slow.acknowledged.until ?? new Date(at + HOUR_MS).toISOString(),
      matchers: toAckMatchers(slow.labels),
      acknowledges: slow.fingerprint,
    },
    {
      id: '5a1f0c1e-0000-4000-8000-000000000002',
      by: 'Selin Aksoy',
      comment: 'Nobody uses it at night',
      startsAt: new Date(at - HOUR_MS).toISOString(),
      endsAt: new Date(at + 2 * HOUR_MS).toISOString(),
      matchers: [{ name: 'alertname', value: WORLD_ALERTS.idle.alertname, isRegex: false, isEqual: true }],
    },
  ]
}
