import type { CallerName } from './callers.fixture.ts'

/**
 * Route × caller, in the order of {@link CALLERS}: anonymous, publisher | viewer, operator, admin | the same, limited.
 * `in`: neither 401 nor 403. `@id` says for which module a route with `:id` is asked. Every mounted route has a row.
 */
export const ROUTES: Readonly<Record<string, string>> = {
  'GET /healthz': 'in in | in in in | in in in',
  'GET /readyz': 'in in | in in in | in in in',
  'GET /openapi.json': 'in in | in in in | in in in',
  'GET /asyncapi.json': 'in in | in in in | in in in',
  // Its own bearer token, never a role.
  'GET /metrics': '401 401 | 401 401 401 | 401 401 401',
  'GET /api/v1/session': '401 403 | 200 200 200 | 200 200 200',
  'POST /api/v1/session': '401 403 | 201 201 201 | 201 201 201',
  // A bearer token has no session to end.
  'DELETE /api/v1/session': '401 403 | 409 409 409 | 409 409 409',
  // Without a body.
  'POST /api/v1/telemetry/toasts': '401 403 | 400 400 400 | 400 400 400',
  'GET /api/v1/sources': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/config/effective': '401 403 | 403 403 200 | 403 403 403',
  'GET /api/v1/overview': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules/:id @finbot': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules/:id @mubot': '401 403 | 200 200 200 | 403 403 403',
  'GET /api/v1/modules/:id/samples @finbot': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules/:id/samples @mubot': '401 403 | 200 200 200 | 403 403 403',
  'GET /api/v1/modules/:id/catalogue @finbot': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules/:id/catalogue @mubot': '401 403 | 200 200 200 | 403 403 403',
  'POST /api/v1/modules/:id/probe @finbot': '401 403 | 403 in in | 403 in in',
  'POST /api/v1/modules/:id/probe @mubot': '401 403 | 403 in in | 403 403 403',
  'GET /api/v1/modules/:id/panels @finbot': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/modules/:id/panels @mubot': '401 403 | 200 200 200 | 403 403 403',
  // There is no panel of that name: 404 is as far as one that was let in gets.
  'GET /api/v1/modules/:id/panels/:panel @finbot': '401 403 | 404 404 404 | 404 404 404',
  'GET /api/v1/modules/:id/panels/:panel @mubot': '401 403 | 404 404 404 | 403 403 403',
  // A saved query may name any module: not for a caller limited to some.
  'POST /api/v1/panels': '401 403 | 403 400 400 | 403 403 403',
  'DELETE /api/v1/panels/:id @finbot': '401 403 | 403 404 404 | 403 403 403',
  'GET /api/v1/alerts': '401 403 | 200 200 200 | 200 200 200',
  // Nothing is open: 404 is as far as one that was let in gets.
  'GET /api/v1/alerts/:fingerprint/changes': '401 403 | 404 404 404 | 404 404 404',
  'POST /api/v1/alerts/:fingerprint/ack': '401 403 | 403 404 404 | 403 404 404',
  'DELETE /api/v1/alerts/:fingerprint/ack': '401 403 | 403 404 404 | 403 404 404',
  // No Alertmanager is configured.
  'POST /api/v1/alerts/drill': '401 403 | 403 409 409 | 403 409 409',
  'GET /api/v1/silences': '401 403 | 200 200 200 | 200 200 200',
  // Without a body.
  'POST /api/v1/silences': '401 403 | 403 400 400 | 403 400 400',
  'POST /api/v1/silences/preview': '401 403 | 400 400 400 | 400 400 400',
  // One that nobody knows: not for those who may touch only their modules'.
  'DELETE /api/v1/silences/:id @finbot': '401 403 | 403 503 503 | 403 403 403',
  // Its own bearer token, never a role; none is configured here.
  'POST /hooks/alertmanager': '503 503 | 503 503 503 | 503 503 503',
  'GET /api/v1/snapshot': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/events': '401 403 | 200 200 200 | 200 200 200',
  'GET /api/v1/events/stream': '401 403 | 200 200 200 | 200 200 200',
  // Without a body: 415 is as far as one that was let in gets. What may be published is the next table's.
  'POST /api/v1/events': '401 415 | 415 415 415 | 415 415 415',
  'GET /api/v1/stream': '401 403 | 426 426 426 | 426 426 426',
  // Asked as written here, which is on no list of theirs; what is has a table of its own beside the proxies.
  'GET /api/prometheus/:path': '401 403 | 403 403 403 | 403 403 403',
  'POST /api/prometheus/:path': '401 403 | 403 403 403 | 403 403 403',
  'GET /api/alertmanager/:path': '401 403 | 403 403 403 | 403 403 403',
  'POST /api/alertmanager/:path': '401 403 | 403 403 403 | 403 403 403',
  'DELETE /api/alertmanager/:path': '401 403 | 403 403 403 | 403 403 403',
  'GET /api/grafana/:path': '401 403 | 403 403 403 | 403 403 403',
  'POST /api/grafana/:path': '401 403 | 403 403 403 | 403 403 403',
  'GET /api/tempo/:path': '401 403 | 403 403 403 | 403 403 403',
}

/** One event of every kind of topic, with a module where that can matter. `last` is seen by all who see anything. */
export const EVENTS = {
  moduleOwn: { type: 'mcp.context.updated', module: 'finbot', data: {} },
  moduleOther: { type: 'mcp.context.updated', module: 'mubot', data: {} },
  domainOwn: { type: 'com.example.done', module: 'finbot' },
  domainOther: { type: 'com.example.done', module: 'mubot' },
  domainNone: { type: 'com.example.done' },
  alertOwn: { type: 'alert.drill.own', module: 'finbot' },
  alertOther: { type: 'alert.drill.other', module: 'mubot' },
  alertNone: { type: 'alert.drill.none' },
  cacheOwn: { type: 'cache.key.expired', module: 'finbot', data: { key: 'mcp:finbot:x' } },
  cacheOther: { type: 'cache.key.expired', module: 'mubot', data: { key: 'mcp:mubot:x' } },
  gitops: { type: 'gitops.app.synced', data: { app: 'nobet' } },
  audit: { type: 'audit.recorded', data: { actor: 'a', action: 'b', outcome: 'allowed' } },
  last: { type: 'console.mark' },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>
export type EventName = keyof typeof EVENTS
export const EVENT_NAMES = Object.keys(EVENTS) as EventName[]

/** Topic × event: what belongs to which. */
export const TOPICS: Readonly<Record<string, readonly EventName[]>> = {
  'modules/finbot': ['moduleOwn', 'domainOwn'],
  'modules/mubot': ['moduleOther', 'domainOther'],
  'modules/*': ['moduleOwn', 'moduleOther', 'domainOwn', 'domainOther'],
  alerts: ['alertOwn', 'alertOther', 'alertNone'],
  cache: ['cacheOwn', 'cacheOther'],
  gitops: ['gitops'],
  console: ['domainNone', 'last'],
  audit: ['audit'],
  '*': EVENT_NAMES,
}

const OTHERS: readonly EventName[] = ['moduleOther', 'domainOther', 'alertOther', 'cacheOther']
const without = (...hidden: readonly EventName[]) => EVENT_NAMES.filter((name) => !hidden.includes(name))

export type Reader = Exclude<CallerName, 'anonymous' | 'publisher'>
/** Caller × event, the same through every door. */
export const SEEN: Readonly<Record<Reader, readonly EventName[]>> = {
  viewer: without('audit'),
  operator: without('audit'),
  admin: EVENT_NAMES,
  limitedViewer: without('audit', ...OTHERS),
  limitedOperator: without('audit', ...OTHERS),
  limitedAdmin: without('audit', ...OTHERS),
}
export const READERS = Object.keys(SEEN) as Reader[]

/** Caller × event of `POST /api/v1/events`. */
export const MAY_PUBLISH: Readonly<Record<CallerName, readonly EventName[]>> = {
  anonymous: [],
  publisher: ['moduleOwn', 'domainOwn'],
  viewer: [],
  operator: [],
  admin: EVENT_NAMES,
  limitedViewer: [],
  limitedOperator: [],
  limitedAdmin: ['moduleOwn', 'domainOwn', 'alertOwn', 'cacheOwn'],
}

/** Topics a reader may not hold: named in `subscribed.denied`. */
export const DENIED: Readonly<Record<Reader, readonly string[]>> = {
  viewer: ['audit'],
  operator: ['audit'],
  admin: [],
  limitedViewer: ['modules/mubot', 'audit'],
  limitedOperator: ['modules/mubot', 'audit'],
  limitedAdmin: ['modules/mubot', 'audit'],
}
