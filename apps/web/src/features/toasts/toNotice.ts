import { type AlertView, type KnownEvent, type LoggedEvent, readKnownEvent } from '@nobet/contracts'
import type { Notice } from '@nobet/domain/toasts'
import type { LinkState } from '@nobet/stream-client'
import { causesOfAlert, causesOfUpstream, explainsModule } from './causes.ts'

export type LinkWord = 'live' | 'sse' | 'poll' | 'offline' | 'unauthorized'

/** What a toast is about; the screen finds the words. */
export type Payload =
  /** `returned`: an acknowledgement of this alert ended, by hand when `by` is there. */
  | { readonly kind: 'event'; readonly event: KnownEvent; readonly returned?: { readonly by: string | undefined } }
  | { readonly kind: 'link'; readonly link: LinkWord }
  /** Done here just now, and can be undone. */
  | { readonly kind: 'acked'; readonly fingerprint: string; readonly alertname: string; readonly until?: string }

/** The open alert of a fingerprint, as the picture has it. */
export type FindAlert = (fingerprint: string) => AlertView | undefined

/** The notice an event is worth, or `undefined` when it is only a row in the log. */
export function toNotice(event: LoggedEvent, findAlert: FindAlert): Notice<Payload> | undefined {
  const known = readKnownEvent(event)
  if (known === undefined) return undefined
  if (known.type === 'alert.unacknowledged') return toReturn(known, findAlert)
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

/** An alert as the picture has it, told at `at`. */
export function toAlertNotice(alert: AlertView, at: number): Notice<Payload> {
  const { severity, module, acknowledged: _nobody, ...data } = alert
  const event: KnownEvent = {
    specversion: '1.0',
    id: `${data.fingerprint}/${data.startsAt}`,
    source: '/alertmanager',
    type: 'alert.firing',
    time: data.startsAt,
    severity,
    data,
    ...(module === undefined ? {} : { module }),
  }
  return {
    ...describeAlert(event, 'raised'),
    severity,
    at,
    payload: { kind: 'event', event },
    ...(module === undefined ? {} : { module }),
  }
}

type About = Pick<Notice<Payload>, 'key' | 'kind' | 'status' | 'labels' | 'causedBy' | 'explains' | 'drill' | 'returns'>
type Of<T extends KnownEvent['type']> = Extract<KnownEvent, { type: T }>

function describe(event: KnownEvent): About | undefined {
  switch (event.type) {
    case 'mcp.health.changed':
      return describeHealth(event)
    case 'mcp.catalogue.changed':
      if (event.data.before === null) return undefined
      return { key: `catalogue:${event.module ?? ''}`, kind: 'module', status: 'raised' }
    case 'cache.ttl.changed':
      return {
        key: `ttl:${event.data.key}`,
        kind: 'ttl',
        status: 'raised',
        causedBy: ['upstream:redis', 'upstream:log'],
      }
    case 'alert.firing':
      return describeAlert(event, 'raised')
    case 'alert.resolved':
      return describeAlert(event, 'cleared')
    case 'alert.acknowledged':
      return { key: `alert:${event.data.fingerprint}`, kind: 'alert', status: 'acknowledged' }
    case 'upstream.degraded':
      return { ...describeUpstream(event), status: 'raised' }
    case 'upstream.recovered':
      return { ...describeUpstream(event), status: 'cleared' }
    case 'alert.unacknowledged':
    case 'mcp.health.checked':
    case 'mcp.metrics.sampled':
    case 'mcp.context.updated':
    case 'mcp.notification.received':
    case 'cache.key.expired':
    case 'cache.key.evicted':
    case 'cache.key.deleted':
    case 'cache.policy.changed':
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
function describeHealth(event: Of<'mcp.health.changed'>): About | undefined {
  const { from, to } = event.data
  if (from === 'unknown' && to === 'healthy') return undefined
  return {
    key: `module:${event.module ?? ''}`,
    kind: 'module',
    status: to === 'healthy' ? 'cleared' : 'raised',
    explains: explainsModule(to),
  }
}

function describeAlert(event: Of<'alert.firing'> | Of<'alert.resolved'>, status: 'raised' | 'cleared'): About {
  const { fingerprint, labels } = event.data
  return {
    key: `alert:${fingerprint}`,
    kind: 'alert',
    status,
    labels,
    drill: labels['drill'] === 'true',
    causedBy: causesOfAlert(labels, event.module),
  }
}

const describeUpstream = (event: Of<'upstream.degraded'> | Of<'upstream.recovered'>) =>
  ({
    key: `upstream:${event.data.upstream}`,
    kind: 'upstream',
    explains: true,
    labels: { upstream: event.data.upstream },
    causedBy: causesOfUpstream(event.data.upstream),
  }) as const

/** Nobody is on it any more: told again as the alert it is. */
function toReturn(event: Of<'alert.unacknowledged'>, findAlert: FindAlert): Notice<Payload> | undefined {
  const alert = findAlert(event.data.fingerprint)
  if (alert === undefined) return undefined
  const notice = toAlertNotice(alert, Date.parse(event.time))
  if (notice.payload.kind !== 'event') return notice
  return { ...notice, returns: true, payload: { ...notice.payload, returned: { by: event.data.by } } }
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
