import type { AlertView, World } from '@nobet/contracts'
import type { EventOf } from './eventOf.ts'

/** Above this many open alerts new ones are not added to the picture; the log still holds their events. */
const ALERTS_MAX = 10_000

export function foldFiring(world: World, event: EventOf<'alert.firing'>): World {
  const { fingerprint } = event.data
  const before = world.alerts[fingerprint]
  if (before === undefined && Object.keys(world.alerts).length >= ALERTS_MAX) return world
  const sameEpisode = before?.startsAt === event.data.startsAt
  const alert: AlertView = {
    ...event.data,
    severity: event.severity,
    ...(event.module === undefined ? {} : { module: event.module }),
    ...(sameEpisode && before.acknowledged !== undefined ? { acknowledged: before.acknowledged } : {}),
  }
  return { ...world, alerts: { ...world.alerts, [fingerprint]: alert } }
}

export function foldResolved(world: World, event: EventOf<'alert.resolved'>): World {
  const { [event.data.fingerprint]: open, ...alerts } = world.alerts
  return open === undefined ? world : { ...world, alerts }
}

export function foldAcknowledgement(
  world: World,
  event: EventOf<'alert.acknowledged'> | EventOf<'alert.unacknowledged'>,
): World {
  const open = world.alerts[event.data.fingerprint]
  if (open === undefined) return world
  const { acknowledged: _former, ...alert } = open
  const next: AlertView =
    event.type === 'alert.acknowledged'
      ? { ...alert, acknowledged: { by: event.data.by ?? 'unknown', at: event.time } }
      : alert
  return { ...world, alerts: { ...world.alerts, [alert.fingerprint]: next } }
}
