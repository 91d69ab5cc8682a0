import { EVENT_TYPES, type LoggedEvent } from '@nobet/contracts'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { en } from '../../i18n/en.ts'
import { tr } from '../../i18n/tr.ts'
import { createFormat } from '../format/createFormat.ts'
import { summariseEvent, type SummaryText } from './summariseEvent.ts'

const textOf = (locale: 'en' | 'tr'): SummaryText => {
  const of = <N extends 'event' | 'state' | 'finding' | 'advice'>(namespace: N) =>
    createTranslator({ locale, messages: { en, tr }[locale], namespace })
  return { event: of('event'), state: of('state'), finding: of('finding'), advice: of('advice') } as SummaryText // the Turkish catalogue has the same keys
}

const summarise = (type: string, data: unknown, locale: 'en' | 'tr' = 'en') => {
  const event: LoggedEvent = {
    specversion: '1.0',
    id: '1',
    source: '/modules/finbot',
    type,
    time: '2026-11-22T11:00:00Z',
    severity: 'info',
    data,
  }
  return summariseEvent(event, textOf(locale), createFormat({ language: locale, timeZone: 'UTC' }))
}

const alert = {
  fingerprint: 'f',
  alertname: 'ModuleDown',
  labels: {},
  annotations: { summary: 'MuBot is down' },
  startsAt: '2026-11-22T11:00:00Z',
}
const check = {
  outcome: 'passed',
  state: 'healthy',
  rungs: [
    { rung: 'tcp', status: 'passed', ms: 1 },
    { rung: 'tls', status: 'skipped' },
    { rung: 'list', status: 'passed', ms: 3 },
  ],
  durationMs: 96,
  failures: 0,
  failureThreshold: 3,
  intervalMs: 10_000,
  nextProbeAt: '2026-11-22T11:00:10Z',
}
const failed = {
  ...check,
  outcome: 'failed',
  failures: 2,
  rung: 'list',
  finding: { code: 'list_timeout', params: { ms: 5_000 } },
}
const ttl = {
  key: 'mcp:a',
  existed: true,
  exists: true,
  previousTtlMs: 300_000,
  ttlMs: 60_000,
  cause: 'expire',
  mode: 'events',
}

const EXAMPLES: Record<(typeof EVENT_TYPES)[number], readonly [unknown, string, string]> = {
  'mcp.health.checked': [check, '2 rungs pass in 96 ms', '2 basamak geçti, 96 ms'],
  'mcp.health.changed': [
    { from: 'healthy', to: 'down', rung: 'tcp' },
    'Healthy → Down, rung tcp',
    'Sağlıklı → Çökük, basamak tcp',
  ],
  'mcp.metrics.sampled': [
    { latencyMs: { p50: 1, p95: 142, p99: 3 }, eventsPerMinute: 128, connections: 1 },
    'p95 142 ms, 128 events/min, 1 connection',
    'p95 142 ms, 128 olay/dk, 1 bağlantı',
  ],
  'mcp.context.updated': [{ summary: 'customer 40182' }, 'customer 40182', 'customer 40182'],
  'mcp.notification.received': [{ method: 'notifications/x' }, 'notifications/x', 'notifications/x'],
  'mcp.catalogue.changed': [
    { announced: false, before: 'a', after: 'b', added: [], removed: [], changed: ['tool:x'] },
    '1 changed: tool:x, no list_changed was sent',
    '1 değişti: tool:x, list_changed gönderilmedi',
  ],
  'cache.ttl.changed': [ttl, 'mcp:a  5 min → 1 min · EXPIRE', 'mcp:a  5 dk → 1 dk · EXPIRE'],
  'cache.key.expired': [{ key: 'k' }, 'k', 'k'],
  'cache.key.evicted': [{ key: 'k' }, 'k', 'k'],
  'cache.key.deleted': [{ key: 'k' }, 'k', 'k'],
  'cache.policy.changed': [{ module: 'finbot' }, 'TTL policy of finbot changed', 'finbot TTL ilkesi değişti'],
  'alert.firing': [alert, 'ModuleDown: MuBot is down', 'ModuleDown: MuBot is down'],
  'alert.resolved': [{ ...alert, annotations: {} }, 'ModuleDown', 'ModuleDown'],
  'alert.acknowledged': [{ fingerprint: 'f', alertname: 'A', by: 'Elif' }, 'A, Elif', 'A, Elif'],
  'alert.unacknowledged': [{ fingerprint: 'f' }, 'f', 'f'],
  'silence.created': [{ id: 's1' }, 'silence s1', 'susturma s1'],
  'silence.expired': [{ id: 's1', comment: 'import', by: 'Elif' }, 'import, Elif', 'import, Elif'],
  'upstream.degraded': [{ upstream: 'redis', state: 'unavailable' }, 'redis does not answer', 'redis yanıt vermiyor'],
  'upstream.recovered': [{ upstream: 'redis', state: 'live' }, 'redis answers again', 'redis yeniden yanıt veriyor'],
  'gitops.app.drifted': [{ app: 'nobet' }, 'nobet differs from its source', 'nobet kaynağından saptı'],
  'gitops.app.synced': [{ app: 'nobet', revision: '4f1' }, 'nobet at 4f1', 'nobet, sürüm 4f1'],
  'policy.violated': [{ policy: 'p', resource: 'r' }, 'p violated by r', 'r p kuralını çiğniyor'],
  'console.started': [
    { instance: 'i', version: '0.1.0' },
    'panel 0.1.0 started, a new log begins',
    'panel 0.1.0 başladı, yeni günlük açıldı',
  ],
  'audit.recorded': [
    { actor: 'elif', action: 'probe', target: 'finbot', outcome: 'denied' },
    'elif probe finbot: denied',
    'elif probe finbot: reddedildi',
  ],
}

describe('the summary of an event', () => {
  it.each(EVENT_TYPES)('says %s in one line, in both languages', (type) => {
    const [data, en, tr] = EXAMPLES[type]
    expect(summarise(type, data)).toBe(en)
    expect(summarise(type, data, 'tr')).toBe(tr)
  })

  it('says what a failed probe found and how close the state is to changing', () => {
    expect(summarise('mcp.health.checked', failed)).toBe('list did not answer within 5.00 s; 2 of 3')
    expect(summarise('mcp.health.checked', { ...failed, failures: 9 })).toContain('9 in a row')
  })

  it('says that a key came or went, not only that its TTL changed', () => {
    expect(summarise('cache.ttl.changed', { ...ttl, existed: false, ttlMs: null })).toContain('set to no expiry')
    expect(summarise('cache.ttl.changed', { ...ttl, exists: false })).toContain('is gone')
  })

  it('shows plain fields of a type nobody taught the panel, and survives data that does not fit', () => {
    expect(summarise('com.example.order', { id: 7, open: true, deep: {} })).toBe('id 7, open true')
    expect(summarise('com.example.order', undefined)).toBe('/modules/finbot')
    expect(summarise('mcp.health.checked', { broken: 'x' })).toBe('broken x')
  })
})
