import { type KnownEvent, type LoggedEvent, readKnownEvent, type World } from '@nobet/contracts'
import { foldAcknowledgement, foldFiring, foldResolved } from './foldAlert.ts'
import type { Scratch } from './scratch.ts'
import { foldCatalogueChanged, foldHealthChanged, foldHealthChecked, foldMetrics } from './foldModule.ts'

/**
 * The present picture after one more event. Pure; the same fold runs in the panel's server and in the browser.
 * Returns the same object when the event changes nothing, so that readers can compare by identity.
 */
export const foldWorld = (world: World, event: LoggedEvent): World => foldEvent(world, event, undefined)

/** The same; records in `scratch` are written into. */
export function foldEvent(world: World, event: LoggedEvent, scratch: Scratch | undefined): World {
  const known = readKnownEvent(event)
  return known === undefined ? world : foldKnown(world, known, scratch)
}

function foldKnown(world: World, event: KnownEvent, scratch: Scratch | undefined): World {
  switch (event.type) {
    case 'mcp.health.checked':
      return foldHealthChecked(world, event)
    case 'mcp.health.changed':
      return foldHealthChanged(world, event)
    case 'mcp.metrics.sampled':
      return foldMetrics(world, event)
    case 'mcp.catalogue.changed':
      return foldCatalogueChanged(world, event)
    case 'alert.firing':
      return foldFiring(world, event, scratch)
    case 'alert.resolved':
      return foldResolved(world, event, scratch)
    case 'alert.acknowledged':
    case 'alert.unacknowledged':
      return foldAcknowledgement(world, event, scratch)
    case 'upstream.degraded':
    case 'upstream.recovered':
      return {
        ...world,
        upstreams: { ...world.upstreams, [event.data.upstream]: { ...event.data, since: event.time } },
      }
    case 'console.started':
      return {
        ...world,
        console: { instance: event.data.instance, version: event.data.version, startedAt: event.time },
      }
    case 'mcp.context.updated':
    case 'mcp.notification.received':
    case 'cache.ttl.changed':
    case 'cache.key.expired':
    case 'cache.key.evicted':
    case 'cache.key.deleted':
    case 'cache.policy.changed':
    case 'silence.created':
    case 'silence.expired':
    case 'gitops.app.drifted':
    case 'gitops.app.synced':
    case 'policy.violated':
    case 'audit.recorded':
      return world
  }
}
