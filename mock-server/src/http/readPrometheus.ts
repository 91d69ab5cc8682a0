import { POINTS_MAX } from '@nobet/domain/series'
import type { Player } from '../player/startPlayer.ts'
import { json, notFound, refuse } from './answers.ts'

export const PROMETHEUS_PREFIX = '/api/prometheus/api/v1'
const DAY_S = 86_400

/** Metrics of the played world, each with its highest value; every module has one series of each. */
const METRICS: Readonly<Record<string, number>> = {
  up: 1,
  nobet_module_up: 1,
  mcp_websocket_active_connections: 12,
  mcp_websocket_events_published_total: 40,
  nobet_probe_seconds: 0.2,
  nobet_event_delivery_seconds: 0.03,
  process_resident_memory_bytes: 90_000_000,
}

/**
 * `/api/prometheus/*` on a played world. PromQL is not evaluated: a query is answered by invented series of the first
 * metric it names. Errors have the form and the words recorded from Prometheus.
 */
export async function readPrometheus(player: Player, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (!isConfigured(player))
    return refuse(503, 'not-configured', { title: 'Not configured', detail: 'prometheus.url is not set' })
  const path = url.pathname.slice(url.pathname.indexOf(PROMETHEUS_PREFIX) + PROMETHEUS_PREFIX.length)
  const params = request.method === 'POST' ? new URLSearchParams(await request.text()) : url.searchParams
  switch (path) {
    case '/query':
      return answer(readInstant(player, params), player)
    case '/query_range':
      return answer(readRange(player, params), player)
    case '/query_exemplars':
      return answer([], player)
    case '/labels':
      return answer(['__name__', 'job', 'module'], player)
    case '/label/__name__/values':
      return answer(Object.keys(METRICS), player)
    case '/label/module/values':
    case '/label/job/values':
      return answer(modulesOf(player), player)
    case '/metadata':
      return answer({}, player)
    case '/series':
      return answer(
        modulesOf(player).map((module) => ({ __name__: 'up', job: module, module })),
        player,
      )
    default:
      return notFound(url.pathname)
  }
}

type Result = object | { readonly errorType: string; readonly error: string }

function readInstant(player: Player, params: URLSearchParams): Result {
  const query = params.get('query') ?? ''
  const fault = judgeQuery(query)
  if (fault !== undefined) return fault
  const at = Number(params.get('time') ?? player.clock.now() / 1_000)
  const number = Number(query)
  if (query.trim() !== '' && Number.isFinite(number)) return { resultType: 'scalar', result: [at, String(number)] }
  const result = seriesOf(player, query).map(({ metric, valueAt }) => ({ metric, value: [at, valueAt(at)] }))
  return { resultType: 'vector', result }
}

function readRange(player: Player, params: URLSearchParams): Result {
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(params.get(name)))
  if (start === undefined || end === undefined || step === undefined || !(step > 0))
    return badData(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    )
  if (end < start) return badData('invalid parameter "end": end timestamp must not be before start time')
  if ((end - start) / step > POINTS_MAX)
    return badData(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    )
  const query = params.get('query') ?? ''
  const fault = judgeQuery(query)
  if (fault !== undefined) return fault
  const times = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, at) => start + at * step)
  const seen = times.filter((at) => at * 1_000 <= player.clock.now())
  const result = seriesOf(player, query).map(({ metric, valueAt }) => ({
    metric,
    values: seen.map((at) => [at, valueAt(at)]),
  }))
  return { resultType: 'matrix', result }
}

function seriesOf(player: Player, query: string) {
  const name = Object.keys(METRICS).find((one) => new RegExp(`\\b${one}`).test(query))
  if (name === undefined) return []
  return modulesOf(player).map((module, at) => ({
    metric: { __name__: name, job: module, module },
    valueAt: (seconds: number) => toValue(METRICS[name] ?? 1, seconds, at),
  }))
}

/** A slow wave, the same whenever it is asked for the same moment. */
function toValue(top: number, seconds: number, at: number): string {
  if (top === 1) return '1'
  const wave = Math.sin((seconds / DAY_S) * 96 * Math.PI + at) + Math.sin(seconds / 47 + at * 2) / 4
  return String(Number((top * (0.6 + wave * 0.25)).toPrecision(4)))
}

/** The one fault of PromQL a played Prometheus notices. */
function judgeQuery(query: string): Result | undefined {
  if (query.trim() === '') return badData('invalid parameter "query": 1:1: parse error: no expression found in input')
  const open = query.split('(').length - query.split(')').length
  if (open === 0) return undefined
  return open > 0
    ? badData(`invalid parameter "query": 1:${query.length + 1}: parse error: unclosed left parenthesis`)
    : badData(`invalid parameter "query": 1:${query.length}: parse error: unexpected right parenthesis ')'`)
}

const badData = (error: string): Result => ({ errorType: 'bad_data', error })

const answer = (data: Result, player: Player): Response =>
  'errorType' in data
    ? json({ status: 'error', ...data }, 400)
    : Response.json(
        { status: 'success', data },
        { headers: { 'x-nobet-state': 'live', age: '0', date: new Date(player.clock.now()).toUTCString() } },
      )

const modulesOf = (player: Player): string[] => Object.keys(player.snapshot().world.modules)

const isConfigured = (player: Player): boolean =>
  player.sources().sources.some(({ id, state }) => id === 'prometheus' && state !== 'not_configured')
