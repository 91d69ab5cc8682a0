import { type Answer, json, text } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { findRoute, type Route } from '../http/routes.ts'
import { type Listening, type ListenOptions, serve } from '../http/serve.ts'
import { answerMetrics } from './answerMetrics.ts'
import { answerOtlp } from './answerOtlp.ts'
import { answerSearch } from './answerSearch.ts'
import { answerScopedTagNames, answerTagNames, answerTagValues, answerTypedTagValues } from './answerTags.ts'
import { answerTraceV1, answerTraceV2 } from './answerTrace.ts'
import { createTraceStore, TRACE_BOUNDS, type TraceBounds, type TraceStore } from './traceStore.ts'

/** A version a client may parse, and a reader cannot mistake for Tempo's. */
const VERSION = '3.0.3+stand-in'
/** As Tempo 3.0: search does not show what began within this time. */
const QUERY_END_CUTOFF_MS = 30_000
const SAFE = { 'x-content-type-options': 'nosniff' }

export interface TempoOptions extends ListenOptions {
  /** Tempo's `query_frontend.query_end_cutoff`; default 30 s. */
  queryEndCutoffMs?: number
  bounds?: TraceBounds
  /** Milliseconds since the epoch; default the wall clock. */
  now?: () => number
}

/** A stand-in for Tempo on one port: OTLP/HTTP with JSON in at `/v1/traces`, Tempo's query API out. */
export async function startTempo(options: TempoOptions = {}): Promise<Listening> {
  const now = options.now ?? Date.now
  const store = createTraceStore(now, options.bounds ?? TRACE_BOUNDS)
  const routes = toRoutes(store, () => now() - (options.queryEndCutoffMs ?? QUERY_END_CUTOFF_MS))
  return serve((asked) => {
    const found = findRoute(routes, asked)
    return found === undefined ? text(404, '404 page not found\n', SAFE) : found.route.answer(found.call)
  }, options)
}

function toRoutes(store: TraceStore, visibleUntilMs: () => number): Route[] {
  const get = (path: string, answer: Route['answer']): Route => ({ method: 'GET', path, answer })
  return [
    get('/ready', () => text(200, 'ready\n', SAFE)),
    get('/api/echo', () => text(200, 'echo\n', SAFE)),
    get('/api/status/buildinfo', () =>
      json(200, { version: VERSION, revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' }),
    ),
    get('/status/version', () =>
      text(200, `GET /status/version\ntempo stand-in, version ${VERSION}\n`, { 'content-type': 'text/plain' }),
    ),
    { method: 'POST', path: '/v1/traces', answer: (call) => answerOtlp(call, store) },
    { method: '*', path: '/v1/traces', answer: () => text(405, '405 method not allowed, supported: [POST]') },
    get(
      '/api/traces/:id',
      inJson(({ params, query }) => answerTraceV1(params['id'] ?? '', query, store)),
    ),
    get(
      '/api/v2/traces/:id',
      inJson(({ params, query }) => answerTraceV2(params['id'] ?? '', query, store)),
    ),
    get('/api/search', ({ query }) => answerSearch(query, store.list(), visibleUntilMs())),
    get('/api/search/tags', () => answerTagNames(store.list())),
    get('/api/search/tag/:tag/values', ({ params }) => answerTagValues(params['tag'] ?? '', store.list())),
    get('/api/v2/search/tags', ({ query }) => answerScopedTagNames(query, store.list())),
    get('/api/v2/search/tag/:tag/values', ({ params, query }) =>
      answerTypedTagValues(params['tag'] ?? '', query, store.list()),
    ),
    get('/api/metrics/query', ({ query }) => answerMetrics(query)),
    get('/api/metrics/query_range', ({ query }) => answerMetrics(query)),
  ]
}

/** Tempo can write protobuf too; this stand-in cannot, and must not answer something else for it. */
function inJson(answer: (call: Call) => Answer): Route['answer'] {
  return (call) =>
    call.incoming.headers.accept === 'application/protobuf'
      ? text(406, 'this Tempo stand-in answers JSON only')
      : answer(call)
}
