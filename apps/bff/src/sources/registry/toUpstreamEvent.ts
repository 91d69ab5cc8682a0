import { createHash } from 'node:crypto'
import { type CloudEvent, SourceState } from '@nobet/contracts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { SourceChange } from './sourceRegistry.ts'

/** The event of a changed upstream; its id is a hash of the fact. Nothing for a first good or unconfigured sight. */
export function toUpstreamEvent({ source, from, finding }: SourceChange, at: string): CloudEvent | undefined {
  const { state, error } = finding
  if (state === 'not_configured' || (from === undefined && state === 'live')) return undefined
  const recovered = state === 'live'
  const type = recovered ? 'upstream.recovered' : 'upstream.degraded'
  const fact = `${type}|${source.id}|${state}|${at}`
  return {
    specversion: '1.0',
    id: createHash('sha256').update(fact).digest('hex').slice(0, 32),
    source: `/upstreams/${source.id}`,
    type,
    subject: source.id,
    time: at,
    datacontenttype: 'application/json',
    severity: recovered ? 'info' : 'warning',
    data: { upstream: source.id, state, ...(error === undefined ? {} : { reason: error }) },
  }
}

export function countUpstreamState(metrics: Metrics, { source, finding }: SourceChange): void {
  for (const state of SourceState.options) {
    metrics.upstreamState.set({ upstream: source.id, state }, state === finding.state ? 1 : 0)
  }
}
