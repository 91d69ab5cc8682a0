import { type Fault, type ModuleSamples, PANEL_LIMITS, type PanelColumns, type Sourced } from '@nobet/contracts'
import {
  type Columns,
  decodeExemplars,
  decodeMatrix,
  fillPromql,
  type ResolvedPanel,
  toOwnColumns,
  toRateMs,
} from '@nobet/domain/panels'
import { type AlignedRange, downsample, pointsMax } from '@nobet/domain/series'
import type { Clock } from '../clock.ts'
import { DeadlineError, withDeadline } from '../redis/withDeadline.ts'
import type { Gateway } from '../upstreams/gateway.ts'
import { type AskFault, askPrometheus, type PrometheusReply } from './askPrometheus.ts'
import type { LastGood } from './lastGood.ts'
import { type PanelRange, toGrid, toRangeKey } from './panelRange.ts'

const MS_PER_SECOND = 1_000
/** Before the page gives up by itself: what is kept is shown then. The question itself goes on to its own end. */
const ANSWER_WITHIN_MS = 10_000
/** An answer serves others who ask within a part of its step; the next refresh is a new one. */
const TTL_STEPS = 1 / 3
const TTL_MIN_MS = 1_000
const TTL_MAX_MS = 5_000
const STALE_MS = 300_000
const EXEMPLARS_MAX = 200
/** Thinning keeps up to four points a column. */
const POINTS_PER_COLUMN = 4

export type PanelReading = Sourced<PanelColumns>

export interface ReadPanelDeps {
  readonly gateway: Pick<Gateway, 'ask'>
  readonly clock: Pick<Clock, 'now' | 'setTimer'>
  readonly lastGood: LastGood
  readonly samples: (module: string) => ModuleSamples
  readonly probeIntervalMs: number
  readonly scrapeMs: number
}

export interface PanelQuestion {
  readonly module: string
  /** Labels that pick the module's own metrics. */
  readonly labels: Readonly<Record<string, string>>
  readonly panel: ResolvedPanel
  readonly range: PanelRange
  readonly signal: AbortSignal
}

/**
 * What a panel shows now: from Prometheus, fresh or the last good answer with its true age, or, where there is none,
 * from the panel's own hour. `undefined`: the caller left.
 */
export async function readPanel(deps: ReadPanelDeps, question: PanelQuestion): Promise<PanelReading | undefined> {
  const { module, labels, panel, range, signal } = question
  const grid = toGrid(range, deps.scrapeMs)
  const values = { module, labels, rateMs: toRateMs(deps.scrapeMs, grid.step) }
  const promql = fillPromql(panel.promql, values)
  const key = `${module}|${panel.id}|${promql}|${toRangeKey(range, deps.clock.now())}`
  const asked = askPrometheus(deps.gateway, {
    path: '/api/v1/query_range',
    parameters: { query: promql, ...toParameters(grid) },
    cache: { ttlMs: Math.min(TTL_MAX_MS, Math.max(TTL_MIN_MS, grid.step * TTL_STEPS)), staleMs: STALE_MS },
    signal,
  })
  const reply = await withDeadline(deps.clock, ANSWER_WITHIN_MS, asked).catch(toLate)
  switch (reply.kind) {
    case 'cancelled':
      return undefined
    case 'not_configured':
      return toOwn(deps, question, null) ?? toNotConfigured(reply.key)
    case 'refused':
    case 'failed':
      return deps.lastGood.stale(key, reply.fault) ?? toOwn(deps, question, reply.fault) ?? toUnavailable(reply.fault)
    case 'answered': {
      const decoded = decodeMatrix(reply.body, grid, { ...panel, seriesMax: PANEL_LIMITS.series })
      if (!decoded.ok) return toUnavailable(toPayloadFault(decoded.faults))
      const thin = {
        ...toThinned(decoded.columns, grid, range),
        ...(await readExemplars(deps, question, values, grid)),
      }
      const { freshness, observedAt, fault } = reply
      const reading = { value: thin, source: 'prometheus', freshness, observedAt: toIso(observedAt), error: fault }
      if (freshness !== 'stale') deps.lastGood.keep(key, reading)
      return freshness === 'stale' ? (deps.lastGood.newer(key, reading) ?? reading) : reading
    }
  }
}

function toThinned(
  { times, series, leftOut }: Columns,
  grid: AlignedRange,
  { from, to, width }: PanelRange,
): PanelColumns {
  const columns = Math.max(1, Math.floor(width / POINTS_PER_COLUMN))
  const thin = downsample(
    times,
    series.map(({ values }) => values),
    columns,
  )
  const isThinned = times.length > pointsMax(columns)
  return {
    times: [...thin.times],
    series: series.map(({ name }, at) => ({ name, values: [...(thin.columns[at] ?? [])] })),
    // Two neighbours that were picked are less than two columns apart.
    stepMs: isThinned ? Math.max(grid.step, (2 * (to - from)) / columns) : grid.step,
    from,
    to,
    ...(leftOut > 0 ? { leftOut } : {}),
  }
}

async function readExemplars(
  deps: ReadPanelDeps,
  { panel, range, signal }: PanelQuestion,
  values: Parameters<typeof fillPromql>[1],
  grid: AlignedRange,
): Promise<Pick<PanelColumns, 'exemplars'>> {
  if (!range.exemplars || panel.exemplars === undefined) return {}
  const { start, end } = toParameters(grid)
  const query = fillPromql(panel.exemplars, values)
  const parameters = { query, start, end }
  const reply = await askPrometheus(deps.gateway, { path: '/api/v1/query_exemplars', parameters, signal })
  return reply.kind === 'answered' ? { exemplars: decodeExemplars(reply.body, EXEMPLARS_MAX) } : {}
}

/** What the panel observed by itself; `fault` says why Prometheus could not be read. */
function toOwn(
  deps: ReadPanelDeps,
  { module, panel, range }: PanelQuestion,
  fault: AskFault | null,
): PanelReading | undefined {
  if (panel.own === undefined) return undefined
  const { samples } = deps
  const columns = toOwnColumns(samples(module), panel.own, { ...range, intervalMs: deps.probeIntervalMs })
  const newest = columns.times.at(-1)
  const observedAt = newest === undefined ? null : toIso(newest)
  return { value: columns, source: 'panel', freshness: 'live', observedAt, error: fault }
}

function toLate(error: unknown): PrometheusReply {
  if (!(error instanceof DeadlineError)) throw error
  return {
    kind: 'failed',
    fault: { code: 'timeout', message: `no answer within ${ANSWER_WITHIN_MS / MS_PER_SECOND} s` },
  }
}

const toUnavailable = (error: AskFault): PanelReading => ({ ...NOTHING, freshness: 'unavailable', error })

const toNotConfigured = (key: string): PanelReading => ({
  ...NOTHING,
  freshness: 'not_configured',
  error: { code: 'not_configured', message: key },
})

const NOTHING = { value: null, source: 'prometheus', observedAt: null } as const

const toPayloadFault = (faults: readonly Fault[]): AskFault => ({
  code: 'badPayload',
  message: `Prometheus answered something else than a range: ${faults[0]?.path ?? ''} ${faults[0]?.expected ?? ''}`,
})

const toParameters = ({ start, end, step }: AlignedRange) => ({
  start: String(start / MS_PER_SECOND),
  end: String(end / MS_PER_SECOND),
  step: String(step / MS_PER_SECOND),
})

const toIso = (at: number): string => new Date(at).toISOString()
