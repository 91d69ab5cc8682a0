import type { Acknowledgement, AlertView, World } from '@nobet/contracts'
import type { EventOf } from './eventOf.ts'
import { type Scratch, sizeOf, withEntry, withinMax, withoutEntry } from './scratch.ts'

/** Above this many open alerts new ones are not added to the picture; the log still holds their events. */
const ALERTS_MAX = 10_000
/** So many ended episodes are remembered, the newest. */
const ENDED_MAX = 500

/** Opens an alert, or says it again. A word that comes after the same episode's end does not open it again. */
export function foldFiring(world: World, event: EventOf<'alert.firing'>, scratch?: Scratch): World {
  const { fingerprint, startsAt, reopenedAfter } = event.data
  const before = world.alerts[fingerprint]
  if (before === undefined && reopenedAfter === undefined && isOver(world, fingerprint, startsAt)) return world
  if (before === undefined && sizeOf(world.alerts, scratch) >= ALERTS_MAX) return world
  if (before !== undefined && isLater(before.startsAt, startsAt)) return world
  const sameEpisode = before?.startsAt === startsAt
  const alert: AlertView = {
    ...event.data,
    severity: event.severity,
    ...(event.module === undefined ? {} : { module: event.module }),
    ...(sameEpisode && before.acknowledged !== undefined ? { acknowledged: before.acknowledged } : {}),
  }
  return { ...world, alerts: withEntry(world.alerts, [fingerprint, alert], scratch) }
}

/** Ends the episode it names. One that began later stays open. */
export function foldResolved(world: World, event: EventOf<'alert.resolved'>, scratch?: Scratch): World {
  const { fingerprint, startsAt } = event.data
  const open = world.alerts[fingerprint]
  if (open !== undefined && isLater(open.startsAt, startsAt)) return world
  const former = world.ended?.[fingerprint]
  const newest = former !== undefined && isLater(former.startsAt, startsAt) ? former.startsAt : startsAt
  const others = withoutEntry(world.ended ?? {}, fingerprint, scratch)
  const ended = withEntry(others, [fingerprint, { startsAt: newest, at: event.time }], scratch)
  return {
    ...world,
    ended: withinMax(ended, ENDED_MAX, scratch),
    alerts: withoutEntry(world.alerts, fingerprint, scratch),
  }
}

export function foldAcknowledgement(
  world: World,
  event: EventOf<'alert.acknowledged'> | EventOf<'alert.unacknowledged'>,
  scratch?: Scratch,
): World {
  const open = world.alerts[event.data.fingerprint]
  if (open === undefined) return world
  const { acknowledged: _former, ...alert } = open
  const next: AlertView =
    event.type === 'alert.acknowledged' ? { ...alert, acknowledged: toAcknowledgement(event) } : alert
  return { ...world, alerts: withEntry(world.alerts, [alert.fingerprint, next], scratch) }
}

function toAcknowledgement({ data, time }: EventOf<'alert.acknowledged'>): Acknowledgement {
  const { by, until, silenceId, comment } = data
  return {
    by: by ?? 'unknown',
    at: time,
    ...(until === undefined ? {} : { until }),
    ...(silenceId === undefined ? {} : { silenceId }),
    ...(comment === undefined ? {} : { comment }),
  }
}

function isOver(world: World, fingerprint: string, startsAt: string): boolean {
  const ended = world.ended?.[fingerprint]
  return ended !== undefined && !isLater(startsAt, ended.startsAt)
}

/** Alertmanager gives nanoseconds and its own zone: compared as instants. */
const isLater = (a: string, b: string): boolean => Date.parse(a) > Date.parse(b)
