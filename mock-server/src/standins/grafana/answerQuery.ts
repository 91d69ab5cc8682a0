import { POINTS_MAX } from '@nobet/domain/series'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { parseJson } from '../http/parseJson.ts'
import { readBody } from '../http/readBody.ts'
import { badRequest, fail, OWN_HEADERS } from './answers.ts'
import { askPrometheus } from './askPrometheus.ts'
import type { Datasource } from './datasource.ts'
import { type PromQuery, QueryRequest } from './queryRequest.ts'
import { readTime } from './readTimeRange.ts'
import { type FrameContext, toEmptyFrame, toFrames } from './toFrames.ts'

const STEP_MIN_MS = 1000

interface Result {
  status: number
  error?: string
  errorSource?: 'downstream' | 'plugin'
  frames: unknown[]
}

interface Span {
  fromMs: number
  toMs: number
}

export interface QueryDeps {
  datasources: readonly Datasource[]
  timeoutMs: number
  now: () => number
}

/** `POST /api/ds/query`: 400 as soon as one query fails; which one and why is in `results`. */
export async function answerQuery({ incoming }: Call, deps: QueryDeps): Promise<Answer> {
  const body = await readBody(incoming)
  const request = QueryRequest.safeParse(Buffer.isBuffer(body) ? parseJson(body.toString()) : undefined)
  if (!request.success) return fail(400, 'bad request data')
  const { queries, from, to } = request.data
  if (queries.length === 0) return badRequest('No queries found', 'query.noQueries')
  const fromMs = readTime(from, deps.now())
  const toMs = readTime(to, deps.now())
  if (fromMs === undefined || toMs === undefined) return badRequest('Invalid time range', 'query.invalidTimeRange')
  const asked = queries.map((query) => ({ query, source: findSource(query, deps.datasources) }))
  if (asked.some(({ source }) => source === undefined)) return fail(404, 'Data source not found')
  const results = await Promise.all(
    asked.map(
      async ({ query, source }) => [query.refId, await runQuery(query, source, { fromMs, toMs }, deps)] as const,
    ),
  )
  const failed = results.some(([, { status }]) => status !== 200)
  return json(failed ? 400 : 200, { results: Object.fromEntries(results) }, OWN_HEADERS)
}

/** Without a data source the default one is meant. */
function findSource({ datasource }: PromQuery, sources: readonly Datasource[]): Datasource | undefined {
  const uid = datasource?.uid
  return uid === undefined ? sources[0] : sources.find((source) => source.uid === uid)
}

async function runQuery(
  query: PromQuery,
  source: Datasource | undefined,
  span: Span,
  deps: QueryDeps,
): Promise<Result> {
  if (source?.type !== 'prometheus') {
    return outside('this Grafana stand-in answers /api/ds/query for Prometheus only')
  }
  if (query.exemplar) return outside('this Grafana stand-in makes no exemplar frames; ask query_exemplars of the proxy')
  const stepMs = toStepMs(query, span)
  const executedQueryString = `Expr: ${query.expr}\nStep: ${formatStep(stepMs)}`
  const context = { refId: query.refId, executedQueryString, stepMs, legendFormat: query.legendFormat }
  const wantsRange = query.range ?? !query.instant
  const frames: unknown[] = []
  for (const kind of [...(wantsRange ? ['range' as const] : []), ...(query.instant ? ['instant' as const] : [])]) {
    const answer = await ask(kind, query.expr, source, span, context, deps.timeoutMs)
    if (answer.status !== 200) return answer
    frames.push(...answer.frames)
  }
  return { status: 200, frames }
}

async function ask(
  kind: 'range' | 'instant',
  expr: string,
  source: Datasource,
  span: Span,
  context: FrameContext,
  timeoutMs: number,
): Promise<Result> {
  const form = kind === 'range' ? toRangeForm(expr, span, context.stepMs) : toInstantForm(expr, span)
  const path = kind === 'range' ? '/api/v1/query_range' : '/api/v1/query'
  const outcome = await askPrometheus(`${source.url}${path}`, form, timeoutMs)
  switch (outcome.kind) {
    case 'ok':
      return { status: 200, frames: toFrames(outcome.data, context) }
    case 'refused':
      return { ...toFailure(outcome), frames: [toEmptyFrame(context)] }
    case 'unreachable':
      return { ...toFailure(outcome), frames: [] }
  }
}

function toFailure({ status, error }: { status: number; error: string }) {
  return { error, errorSource: 'downstream' as const, status }
}

function outside(error: string): Result {
  return { error, errorSource: 'plugin', status: 501, frames: [] }
}

/** Bounds are moved onto the step, as Grafana does, so that a repeated query meets the same points. */
function toRangeForm(query: string, { fromMs, toMs }: Span, stepMs: number): URLSearchParams {
  const start = Math.floor(fromMs / stepMs) * (stepMs / 1000)
  const end = Math.floor(toMs / stepMs) * (stepMs / 1000)
  return new URLSearchParams({ query, start: String(start), end: String(end), step: String(stepMs / 1000) })
}

function toInstantForm(query: string, { toMs }: Span): URLSearchParams {
  return new URLSearchParams({ query, time: String(toMs / 1000) })
}

/** Whole seconds; wide enough for the asked number of points and for what Prometheus allows. */
function toStepMs({ intervalMs, maxDataPoints }: PromQuery, { fromMs, toMs }: Span): number {
  const lengthMs = Math.max(0, toMs - fromMs)
  const points = Math.min(Math.max(1, maxDataPoints), POINTS_MAX)
  const stepMs = Math.max(STEP_MIN_MS, intervalMs, lengthMs / points)
  return Math.ceil(stepMs / 1000) * 1000
}

function formatStep(stepMs: number): string {
  const seconds = stepMs / 1000
  if (seconds % 3600 === 0) return `${seconds / 3600}h0m0s`
  return seconds % 60 === 0 ? `${seconds / 60}m0s` : `${seconds}s`
}
