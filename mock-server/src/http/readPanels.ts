import type { ModulePanels, PanelColumns, Sample, Sourced } from '@nobet/contracts'
import { fillPromql, type OwnSeries, type PanelDefinition, PANELS, toOwnColumns } from '@nobet/domain/panels'
import type { Player } from '../player/startPlayer.ts'
import { json, notFound } from './answers.ts'
import type { Call } from './call.ts'

const HOUR_MS = 3_600_000
const RATE_MS = 60_000

/** The default panels; a played world has no Prometheus that could say where it is. */
export function readPanels({ player, id }: Call): Response {
  if (player.snapshot().world.modules[id] === undefined) return notFound(`module ${id}`)
  const panels = Object.values(PANELS).map((panel: PanelDefinition) => ({
    id: panel.id,
    unit: panel.unit,
    kind: panel.kind,
    promql: fillPromql(panel.promql, { module: id, labels: { job: id }, rateMs: RATE_MS }),
    legend: panel.legend,
    thresholds: [...panel.thresholds],
    origin: 'default' as const,
  }))
  return json({
    module: id,
    panels,
    storage: 'memory',
    prometheusUrl: null,
    grafanaUrl: null,
  } satisfies ModulePanels)
}

/** What the played world has sampled; what only a Prometheus could know follows from it where the world has one. */
export function readPanel({ player, id, query, request }: Call): Response {
  const panelId = new URL(request.url).pathname.split('/').at(-1) ?? ''
  const panel = Object.values(PANELS).find((each: PanelDefinition) => each.id === panelId) as
    | PanelDefinition
    | undefined
  if (panel === undefined || player.snapshot().world.modules[id] === undefined) return notFound(`panel ${panelId}`)
  const to = Number(query.get('to') ?? player.clock.now())
  const from = Number(query.get('from') ?? to - HOUR_MS)
  return json(toReading(player, id, panel, { from, to }))
}

function toReading(
  player: Player,
  id: string,
  panel: PanelDefinition,
  range: { readonly from: number; readonly to: number },
): Sourced<PanelColumns> {
  const prometheus = player.sources().sources.find((source) => source.id === 'prometheus')
  const samples = player.sampler.read(id, player.clock.now())
  const intervalMs = player.snapshot().world.modules[id]?.intervalMs ?? 10_000
  const own = (series: OwnSeries) => toOwnColumns(samples, series, { ...range, intervalMs })
  const observed = { observedAt: samples.samples.at(-1)?.time ?? null, error: null }
  if (prometheus?.state !== 'live') {
    if (panel.own !== undefined) return { value: own(panel.own), source: 'panel', freshness: 'live', ...observed }
    const error = { code: 'not_configured', message: 'prometheus.url' }
    return { value: null, source: 'prometheus', freshness: 'not_configured', observedAt: null, error }
  }
  const base = own('probe-latency')
  const within = samples.samples.filter(({ time }) => base.times.includes(Date.parse(time)))
  const series = panel.own === undefined ? toLikely(panel.id, within) : own(panel.own).series
  return { value: { ...base, series: [...series] }, source: 'prometheus', freshness: 'live', ...observed }
}

type Pick = (sample: Sample) => number | null

/** Figures that fit what the probes of the world saw. */
function toLikely(id: string, samples: readonly Sample[]): PanelColumns['series'] {
  return (LIKELY[id] ?? []).map(([name, pick]) => ({ name, values: samples.map(pick) }))
}

const latency =
  (share: number): Pick =>
  ({ latencyMs }) =>
    latencyMs === null ? null : (latencyMs * share) / 1_000
const events =
  (share: number): Pick =>
  ({ eventsPerMinute }) =>
    eventsPerMinute === null ? null : (eventsPerMinute * share) / 60

const LIKELY: Readonly<Record<string, readonly (readonly [string, Pick])[]>> = {
  latency: [
    ['p50', latency(0.4)],
    ['p95', latency(0.9)],
    ['p99', latency(1.3)],
  ],
  'request-rate': [
    ['tools/call', events(0.6)],
    ['tools/list', events(0.2)],
  ],
  'error-ratio': [['tool_error', ({ latencyMs }) => (latencyMs === null ? null : (latencyMs % 7) / 1_000)]],
  'cache-hit-ratio': [['hits', ({ latencyMs }) => (latencyMs === null ? null : 0.8 + (latencyMs % 11) / 100)]],
}
