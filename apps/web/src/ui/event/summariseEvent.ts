import { type EventType, type KnownEvent, type LoggedEvent, readKnownEvent } from '@nobet/contracts'
import type { Translate } from '../../i18n/translate.ts'
import type { Format } from '../format/createFormat.ts'
import { describeFinding, type FindingText } from '../probe/describeFinding.ts'

/** The translators a summary needs; take them from `useSummariseEvent`. */
export interface SummaryText extends FindingText {
  readonly event: Translate<'event'>
  readonly state: Translate<'state'>
}

type Of<T extends EventType> = Extract<KnownEvent, { type: T }>

/** One line that says what the event says; unknown types show their data's first words. */
export function summariseEvent(event: LoggedEvent, text: SummaryText, format: Format): string {
  const known = readKnownEvent(event)
  return known === undefined ? summariseUnknown(event) : summariseKnown(known, text, format)
}

function summariseKnown(event: KnownEvent, text: SummaryText, format: Format): string {
  const t = text.event
  switch (event.type) {
    case 'mcp.health.checked':
      return summariseCheck(event.data, text, format)
    case 'mcp.health.changed':
      return summariseChange(event.data, text)
    case 'mcp.metrics.sampled':
      return summariseFigures(event.data, text, format)
    case 'mcp.context.updated':
      return firstWords(event.data) || t('contextEmpty')
    case 'mcp.notification.received':
      return event.data.method
    case 'mcp.catalogue.changed':
      return summariseCatalogue(event.data, text)
    case 'cache.ttl.changed':
      return summariseTtl(event.data, text, format)
    case 'cache.key.expired':
    case 'cache.key.evicted':
    case 'cache.key.deleted':
      return event.data.key
    case 'cache.policy.changed':
      return t('policy', { module: event.data.module })
    case 'alert.firing':
    case 'alert.resolved':
      return joined([event.data.alertname, event.data.annotations['summary']], ': ')
    case 'alert.acknowledged':
    case 'alert.unacknowledged':
      return joined([event.data.alertname ?? event.data.fingerprint, event.data.by], ', ')
    case 'silence.created':
    case 'silence.expired':
      return joined([event.data.comment ?? t('silence', { id: event.data.id }), event.data.by], ', ')
    case 'upstream.degraded':
    case 'upstream.recovered':
      return summariseUpstream(event, text)
    case 'gitops.app.drifted':
      return t('appDrifted', { app: event.data.app })
    case 'gitops.app.synced':
      return event.data.revision === undefined
        ? t('appSynced', { app: event.data.app })
        : t('appAt', { app: event.data.app, revision: event.data.revision })
    case 'policy.violated':
      return t('policyViolated', { policy: event.data.policy, resource: event.data.resource ?? t('resource') })
    case 'console.started':
      return t(event.data.log === 'redis' ? 'startedShared' : 'started', { version: event.data.version })
    case 'audit.recorded':
      return summariseAudit(event.data, text)
  }
}

function summariseCheck(data: Of<'mcp.health.checked'>['data'], text: SummaryText, format: Format): string {
  const t = text.event
  if (data.outcome === 'passed') {
    const passed = data.rungs.filter((rung) => rung.status === 'passed').length
    return t('passed', { count: passed, took: format.latency(data.durationMs) })
  }
  const counts = { failures: data.failures, threshold: data.failureThreshold }
  if (data.finding !== undefined) {
    const finding = describeFinding(data.finding, data.rung, text, format)
    return t(data.failures > data.failureThreshold ? 'failedAgain' : 'failedBecause', { finding, ...counts })
  }
  return t('failed', { rung: data.rung ?? '?', ...counts })
}

function summariseChange(data: Of<'mcp.health.changed'>['data'], text: SummaryText): string {
  const states = { from: text.state(data.from), to: text.state(data.to) }
  if (data.rung === undefined) return text.event('stateChanged', states)
  return text.event('stateChangedAt', { ...states, rung: data.rung })
}

function summariseFigures(data: Of<'mcp.metrics.sampled'>['data'], text: SummaryText, format: Format): string {
  const t = text.event
  const { latencyMs, eventsPerMinute, connections, callsPerMinute, cacheHitRatio } = data
  const parts = [
    latencyMs && t('p95', { value: format.latency(latencyMs.p95) }),
    eventsPerMinute === undefined ? undefined : t('perMinute', { value: format.number(eventsPerMinute) }),
    callsPerMinute === undefined ? undefined : t('calls', { value: format.number(callsPerMinute) }),
    connections === undefined ? undefined : t('connections', { count: connections }),
    cacheHitRatio === undefined ? undefined : t('cacheHit', { value: format.percent(cacheHitRatio) }),
  ]
  return joined(parts, ', ') || t('noFigures')
}

function summariseCatalogue(data: Of<'mcp.catalogue.changed'>['data'], text: SummaryText): string {
  const t = text.event
  if (data.before === null) return t('catalogueFirst')
  const counted = (key: 'catalogueChanged' | 'catalogueAdded' | 'catalogueRemoved', names: readonly string[]) =>
    names.length === 0 ? undefined : `${t(key, { count: names.length })}: ${names.slice(0, NAMES_SHOWN).join(' ')}`
  const parts = [
    counted('catalogueChanged', data.changed),
    counted('catalogueAdded', data.added),
    counted('catalogueRemoved', data.removed),
    data.announced === false ? t('notAnnounced') : undefined,
  ]
  return joined(parts, ', ') || t('catalogueSame')
}

function summariseTtl(data: Of<'cache.ttl.changed'>['data'], text: SummaryText, format: Format): string {
  const t = text.event
  const ttl = (ms: number | null) => (ms === null ? t('noTtl') : format.duration(ms))
  const words = { key: data.key, from: ttl(data.previousTtlMs), to: ttl(data.ttlMs), cause: data.cause.toUpperCase() }
  if (!data.existed) return t('ttlCreated', words)
  return t(data.exists ? 'ttl' : 'ttlGone', words)
}

function summariseUpstream(event: Of<'upstream.degraded'> | Of<'upstream.recovered'>, text: SummaryText): string {
  const { upstream, reason, state } = event.data
  if (reason !== undefined) return text.event('upstream', { upstream, reason })
  if (event.type === 'upstream.recovered') return text.event('upstreamRecovered', { upstream })
  return text.event(state === 'unavailable' ? 'upstreamUnavailable' : 'upstreamDegraded', { upstream })
}

function summariseAudit(data: Of<'audit.recorded'>['data'], text: SummaryText): string {
  const outcome = text.event(data.outcome === 'failed' ? 'failedOutcome' : data.outcome)
  return text.event('audit', { actor: data.actor, action: data.action, target: data.target ?? '', outcome })
}

const NAMES_SHOWN = 3
const WORDS_MAX_CHARS = 160

const summariseUnknown = (event: LoggedEvent): string => firstWords(event.data) || (event.subject ?? event.source)

/** The publisher's own `summary`, else `key value` pairs of plain fields: enough to recognise an event nobody taught the panel. */
function firstWords(data: unknown): string {
  if (typeof data === 'string') return data.slice(0, WORDS_MAX_CHARS)
  if (typeof data !== 'object' || data === null) return ''
  if ('summary' in data && typeof data.summary === 'string') return data.summary.slice(0, WORDS_MAX_CHARS)
  if ('summary' in data && typeof data.summary === 'string') return data.summary.slice(0, WORDS_MAX_CHARS)
  const pairs = Object.entries(data).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return pairs
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ')
    .slice(0, WORDS_MAX_CHARS)
}

const joined = (parts: readonly (string | undefined)[], by: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(by)
