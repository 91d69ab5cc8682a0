import { timingSafeEqual } from 'node:crypto'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { findRoute, type Handled, type Route } from '../http/routes.ts'
import { type Listening, type ListenOptions, serve } from '../http/serve.ts'
import { createAnnotations } from './annotations.ts'
import { accessDenied, fail, ok, OWN_HEADERS, unauthorized } from './answers.ts'
import { answerBoard, answerGroup, answerResource, answerResources } from './answerBoard.ts'
import { answerQuery } from './answerQuery.ts'
import { answerSearch } from './answerSearch.ts'
import { answerLogin, toLogin } from './answerLogin.ts'
import { askHealth } from './askHealth.ts'
import type { Board, Folder } from './board.ts'
import { type Datasource, listDatasources, toListed, toWhole } from './datasource.ts'
import { proxyDatasource } from './proxyDatasource.ts'

/** A version a client may parse, and a reader cannot mistake for Grafana's. */
const VERSION = '13.1.0+stand-in'
const SOURCE_TIMEOUT_MS = 30_000
const FOLDER: Folder = { uid: 'nobet', title: 'Nöbet' }
const BOARDS = '/apis/dashboard.grafana.app/v1beta1/namespaces/default/dashboards'

export interface GrafanaOptions extends ListenOptions {
  /** The service account token that callers show; it reads everything and writes annotations. */
  token: string
  prometheusUrl: string
  tempoUrl?: string | undefined
  boards: readonly Board[]
  /** How long a data source may take; default 30 s. */
  sourceTimeoutMs?: number
  /** Milliseconds since the epoch; default the wall clock. */
  now?: () => number
}

/** A stand-in for Grafana's HTTP API: provisioned boards, data sources that are the real ones, annotations. */
export async function startGrafana(options: GrafanaOptions): Promise<Listening> {
  const routes = toRoutes(options)
  return serve((asked) => {
    if (asked.path === '/api/health') return ok({ database: 'ok', version: VERSION, commit: 'stand-in' })
    if (asked.path === '/login') return answerLogin(options.boards)
    if (!/^\/apis?(\/|$)/.test(asked.path)) return toLogin()
    const refused = checkToken(asked, options.token)
    if (refused !== undefined) return refused
    const found = findRoute(routes, asked)
    return found === undefined ? fail(404, 'Not found') : found.route.answer(found.call)
  }, options)
}

function checkToken({ incoming }: Call, token: string): Answer | undefined {
  const shown = incoming.headers.authorization
  if (shown === undefined) return unauthorized('noCredentials')
  const wanted = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(shown)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? undefined : unauthorized('badToken')
}

function toRoutes(options: GrafanaOptions): Route[] {
  const { boards, sourceTimeoutMs = SOURCE_TIMEOUT_MS, now = Date.now } = options
  const since = new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z')
  const annotations = createAnnotations(now)
  const datasources = listDatasources({ prometheus: options.prometheusUrl, tempo: options.tempoUrl })
  const route = (method: string, path: string, answer: Route['answer']): Route => ({ method, path, answer })
  return [
    route('GET', '/api/search', ({ query }) => answerSearch(query, boards, FOLDER)),
    route('GET', '/api/dashboards/uid/:uid', ({ params }) => answerBoard(params['uid'] ?? '', boards, FOLDER, since)),
    // The boards are provisioned and the token may not write them.
    route('POST', '/api/dashboards/db', () => accessDenied('any of dashboards:create, dashboards:write')),
    route('GET', '/apis/dashboard.grafana.app', answerGroup),
    route('GET', BOARDS, () => answerResources(boards, FOLDER, since)),
    route('GET', `${BOARDS}/:name`, ({ params }) => answerResource(params['name'] ?? '', boards, FOLDER, since)),
    route('POST', BOARDS, () => accessDenied('any of dashboards:create, dashboards:write')),
    route('GET', '/api/datasources', () => ok(datasources.map(toListed))),
    route('GET', '/api/datasources/uid/:uid', (call) => withSource(call, datasources, (one) => ok(toWhole(one)))),
    route('GET', '/api/datasources/uid/:uid/health', (call) =>
      withSource(call, datasources, (one) => askHealth(one, sourceTimeoutMs)),
    ),
    route('*', '/api/datasources/proxy/uid/:uid/*', (call) =>
      withSource(call, datasources, (one) => proxyDatasource(call, one, sourceTimeoutMs)),
    ),
    route('POST', '/api/ds/query', (call) => answerQuery(call, { datasources, timeoutMs: sourceTimeoutMs, now })),
    route('POST', '/api/annotations', (call) => annotations.create(call)),
    route('GET', '/api/annotations', ({ query }) => annotations.list(query)),
    // No Grafana-managed rules here: saying "no alerts" would be a claim about rules that nobody evaluates.
    route('GET', '/api/alertmanager/grafana/api/v2/*', () =>
      json(501, { message: 'this Grafana stand-in has no Grafana-managed alerts' }, OWN_HEADERS),
    ),
  ]
}

function withSource(
  { params }: Call,
  datasources: readonly Datasource[],
  answer: (source: Datasource) => Handled | Promise<Handled>,
): Handled | Promise<Handled> {
  const source = datasources.find(({ uid }) => uid === params['uid'])
  if (source !== undefined) return answer(source)
  return fail(404, params['rest'] === undefined ? 'Data source not found' : 'Unable to find datasource')
}
