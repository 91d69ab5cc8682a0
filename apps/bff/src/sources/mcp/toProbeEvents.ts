import { createHash } from 'node:crypto'
import {
  type CatalogueChanged,
  type CloudEvent,
  type EventType,
  type HealthChanged,
  type HealthChecked,
  type MetricsSampled,
  type Severity,
  toTimestamp,
} from '@nobet/contracts'
import { severityOfState, toEpoch } from '@nobet/domain/health'
import type { ProbeTarget } from './probeTarget.ts'

/** Where events of the panel's own probes come from. */
export const PROBE_SOURCE = '/nobet/probe'

/** What every event of a probe carries. `at` is epoch milliseconds. */
export interface Occasion {
  readonly target: ProbeTarget
  readonly at: number
}

export const toCheckedEvent = ({ target, at }: Occasion, id: string, checked: HealthChecked): CloudEvent =>
  envelope({ target, at }, id, 'mcp.health.checked', checked.outcome === 'passed' ? 'debug' : 'warning', {
    ...checked,
    ...titleOf(target, checked),
    url: shownUrl(target.url),
  })

function titleOf(target: ProbeTarget, checked: HealthChecked): { title?: string } {
  const title = target.title ?? checked.server?.title
  return title === undefined ? {} : { title }
}

/** The fact is that the state which began at `since` ended in another; its hash is the id. */
export const toChangedEvent = (occasion: Occasion, since: number, changed: HealthChanged): CloudEvent =>
  envelope(
    occasion,
    factId(['mcp.health.changed', occasion.target.id, changed.from, String(since), changed.to]),
    'mcp.health.changed',
    severityOfState(changed.to),
    changed,
  )

/** The fact is one step in the chain of this module's catalogues. A baseline is no change and stays quiet. */
export const toCatalogueEvent = (occasion: Occasion, previousId: string, changed: CatalogueChanged): CloudEvent =>
  envelope(
    occasion,
    factId(['mcp.catalogue.changed', occasion.target.id, previousId, changed.before ?? '', changed.after]),
    'mcp.catalogue.changed',
    changed.before === null ? 'debug' : 'info',
    changed,
  )

export const toMetricsEvent = (occasion: Occasion, id: string, sampled: MetricsSampled): CloudEvent =>
  envelope(occasion, id, 'mcp.metrics.sampled', 'debug', sampled)

function envelope({ target, at }: Occasion, id: string, type: EventType, severity: Severity, data: object): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: PROBE_SOURCE,
    type,
    subject: target.id,
    time: toTimestamp(toEpoch(at)),
    datacontenttype: 'application/json',
    module: target.id,
    severity,
    data,
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const FACT_ID_CHARS = 32
const factId = (parts: readonly string[]): string => sha256(JSON.stringify(parts)).slice(0, FACT_ID_CHARS)

/** The URL without what might be a secret in it. */
export function shownUrl(text: string): string {
  const url = new URL(text)
  url.username = ''
  url.password = ''
  return url.toString()
}
