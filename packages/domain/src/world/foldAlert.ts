import type { Acknowledgement, AlertView, World } from '@nobet/contracts'
import type { EventOf } from './eventOf.ts'

/** Above this many open alerts new ones are not added to the picture; the log still holds their events. */
const ALERTS_MAX = 10_000
/** So many ended episodes are remembered, the newest. */
const ENDED_MAX = 500

/** Opens an alert, or says it again. A word that comes after the same episode's end does not open it again. */
export function foldFiring(world: World, event: EventOf<'alert.firing'>): World {
  const { fingerprint, startsAt, reopenedAfter } = event.data
  const before = world.alerts[fingerprint]
  if (before === undefined && reopenedAfter === undefined && isOver(world, fingerprint, startsAt)) return world
  if (before === undefined && Object.keys(world.alerts).length >= ALERTS_MAX) return world
  if (before !== undefined && isLater(before.startsAt, startsAt)) return world
  const sameEpisode = before?.startsAt === startsAt
  const alert: AlertView = {
    ...event.data,
    severity: event.severity,
    ...(event.module === undefined ? {} : { module: event.module }),
    ...(sameEpisode && before.acknowledged !== undefined ? { acknowledged: before.acknowledged } : {}),
  }
  return { ...world, alerts: { ...world.alerts, [fingerprint]: alert } }
}

/** Ends the episode it names. One that began later stays open. */
export function foldResolved(world: World, event: EventOf<'alert.resolved'>): World {
  const { fingerprint, startsAt } = event.data
  const { [fingerprint]: open, ...others } = world.alerts
  if (open !== undefined && isLater(open.startsAt, startsAt)) return world
  const { [fingerprint]: former, ...rest } = world.ended ?? {}
  const kept = Object.entries(rest).slice(1 - ENDED_MAX)
  const newest = former !== undefined && isLater(former.startsAt, startsAt) ? former.startsAt : startsAt
  const ended = { ...Object.fromEntries(kept), [fingerprint]: { startsAt: newest, at: event.time } }
  return { ...world, ended, alerts: open === undefined ? world.alerts : others }
}

export function foldAcknowledgement(
  world: World,
  event: EventOf<'alert.acknowledged'> | EventOf<'alert.unacknowledged'>,
): World {
  const open = world.alerts[event.data.fingerprint]
  if (open === undefined) return world
  const { acknowledged: _former, ...alert } = open
  const next: AlertView =
    event.type === 'alert.acknowledged' ? { ...alert, acknowledged: toAcknowledgement(event) } : alert
  return { ...world, alerts: { ...world.alerts, [alert.fingerprint]: next } }
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
