import { type KnownEvent, type LoggedEvent, readKnownEvent } from '@nobet/contracts'
import type { Notice } from '@nobet/domain/toasts'
import type { LinkState } from '@nobet/stream-client'

export type LinkWord = 'live' | 'sse' | 'poll' | 'offline' | 'unauthorized'

/** What a toast is about; the screen finds the words. */
export type Payload =
  | { readonly kind: 'event'; readonly event: KnownEvent }
  | { readonly kind: 'link'; readonly link: LinkWord }

/** The notice an event is worth, or `undefined` when it is only a row in the log. */
export function toNotice(event: LoggedEvent): Notice<Payload> | undefined {
  const known = readKnownEvent(event)
  if (known === undefined) return undefined
  const about = describe(known)
  if (about === undefined) return undefined
  return {
    ...about,
    severity: known.severity,
    at: Date.parse(known.time),
    payload: { kind: 'event', event: known },
    ...(known.module === undefined ? {} : { module: known.module }),
  }
}

type About = Pick<Notice<Payload>, 'key' | 'kind' | 'status'>

function describe(event: KnownEvent): About | undefined {
  switch (event.type) {
    case 'mcp.health.changed':
      return describeHealth(event)
    case 'mcp.catalogue.changed':
      if (event.data.before === null) return undefined
      return { key: `catalogue:${event.module ?? ''}`, kind: 'module', status: 'raised' }
    case 'cache.ttl.changed':
      return { key: `ttl:${event.data.key}`, kind: 'ttl', status: 'raised' }
    case 'alert.firing':
      return { key: `alert:${event.data.fingerprint}`, kind: 'alert', status: 'raised' }
    case 'alert.resolved':
      return { key: `alert:${event.data.fingerprint}`, kind: 'alert', status: 'cleared' }
    case 'upstream.degraded':
      return { key: `upstream:${event.data.upstream}`, kind: 'upstream', status: 'raised' }
    case 'upstream.recovered':
      return { key: `upstream:${event.data.upstream}`, kind: 'upstream', status: 'cleared' }
    case 'mcp.health.checked':
    case 'mcp.metrics.sampled':
    case 'mcp.context.updated':
    case 'mcp.notification.received':
    case 'cache.key.expired':
    case 'cache.key.evicted':
    case 'cache.key.deleted':
    case 'cache.policy.changed':
    case 'alert.acknowledged':
    case 'alert.unacknowledged':
    case 'silence.created':
    case 'silence.expired':
    case 'gitops.app.drifted':
    case 'gitops.app.synced':
    case 'policy.violated':
    case 'console.started':
    case 'audit.recorded':
      return undefined
  }
}

/** The first answer of a module after the panel's own start is no news. */
function describeHealth(event: Extract<KnownEvent, { type: 'mcp.health.changed' }>): About | undefined {
  const { from, to } = event.data
  if (from === 'unknown' && to === 'healthy') return undefined
  return { key: `module:${event.module ?? ''}`, kind: 'module', status: to === 'healthy' ? 'cleared' : 'raised' }
}

/** What the link's state is worth telling; a reconnect under way is not, until it has led somewhere. */
export function toLinkWord(state: LinkState): LinkWord | undefined {
  switch (state.kind) {
    case 'live':
      return 'live'
    case 'fallback':
      return state.transport
    case 'offline':
      return 'offline'
    case 'unauthorized':
      return 'unauthorized'
    case 'connecting':
    case 'reconnecting':
    case 'stopped':
      return undefined
  }
}

export const toLinkNotice = (link: LinkWord, at: number): Notice<Payload> => ({
  key: 'link',
  kind: 'link',
  severity: link === 'live' ? 'info' : link === 'offline' || link === 'unauthorized' ? 'critical' : 'warning',
  status: link === 'live' ? 'cleared' : 'raised',
  at,
  payload: { kind: 'link', link },
})
