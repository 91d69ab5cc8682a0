import { Role } from '@nobet/contracts'
import { type Caller, may, PERMISSIONS, type Permission } from '@nobet/domain/access'
import { openSse } from '../live/openSse.ts'
import { toCaller } from '../live/scope.ts'
import type { Player } from '../player/startPlayer.ts'
import {
  acknowledge,
  expireSilence,
  previewSilence,
  readAlerts,
  readChanges,
  readSilences,
  refuseDrill,
  saveSilence,
  takeBack,
} from './alertAnswers.ts'
import { json, notFound, refuse } from './answers.ts'
import type { Call } from './call.ts'
import { postEvents } from './postEvents.ts'
import { probeModule } from './probeModule.ts'
import { readCatalogue, readModule, readModules, readOverview, readSamples } from './readModules.ts'
import { readPanel, readPanels } from './readPanels.ts'
import { readConfig } from './readConfig.ts'
import { readEvents } from './readEvents.ts'
import { readScope } from './readQuery.ts'
import { PROMETHEUS_PREFIX, readPrometheus } from './readPrometheus.ts'
import { readTempo, TEMPO_PREFIX } from './readTempo.ts'

const PREFIX = '/api/v1'

type Answer = (call: Call) => Response | Promise<Response>

interface Route {
  readonly method: string
  readonly path: RegExp
  readonly permission?: Permission
  readonly answer: Answer
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/snapshot$/, permission: 'modules:read', answer: (c) => json(c.player.snapshot()) },
  { method: 'GET', path: /^\/modules$/, permission: 'modules:read', answer: readModules },
  { method: 'GET', path: /^\/modules\/([^/]+)$/, permission: 'modules:read', answer: readModule },
  { method: 'GET', path: /^\/modules\/([^/]+)\/samples$/, permission: 'modules:read', answer: readSamples },
  { method: 'GET', path: /^\/modules\/([^/]+)\/catalogue$/, permission: 'modules:read', answer: readCatalogue },
  { method: 'GET', path: /^\/modules\/([^/]+)\/panels$/, permission: 'modules:read', answer: readPanels },
  { method: 'GET', path: /^\/modules\/([^/]+)\/panels\/[^/]+$/, permission: 'modules:read', answer: readPanel },
  { method: 'POST', path: /^\/modules\/([^/]+)\/probe$/, permission: 'modules:probe', answer: probeModule },
  { method: 'GET', path: /^\/alerts$/, permission: 'alerts:read', answer: readAlerts },
  { method: 'GET', path: /^\/alerts\/([^/]+)\/changes$/, permission: 'alerts:read', answer: readChanges },
  { method: 'POST', path: /^\/alerts\/drill$/, permission: 'alerts:drill', answer: refuseDrill },
  { method: 'POST', path: /^\/alerts\/([^/]+)\/ack$/, permission: 'alerts:ack', answer: acknowledge },
  { method: 'DELETE', path: /^\/alerts\/([^/]+)\/ack$/, permission: 'alerts:ack', answer: takeBack },
  { method: 'GET', path: /^\/silences$/, permission: 'alerts:read', answer: readSilences },
  { method: 'POST', path: /^\/silences$/, permission: 'silences:write', answer: saveSilence },
  { method: 'POST', path: /^\/silences\/preview$/, permission: 'alerts:read', answer: previewSilence },
  { method: 'DELETE', path: /^\/silences\/([^/]+)$/, permission: 'silences:write', answer: expireSilence },
  { method: 'GET', path: /^\/sources$/, permission: 'console:read', answer: (c) => json(c.player.sources()) },
  { method: 'GET', path: /^\/overview$/, permission: 'modules:read', answer: readOverview },
  { method: 'GET', path: /^\/config\/effective$/, permission: 'config:read', answer: readConfig },
  { method: 'POST', path: /^\/telemetry\/toasts$/, permission: 'console:read', answer: () => empty() },
  { method: 'GET', path: /^\/session$/, answer: (c) => json(toSession(c.caller)) },
  { method: 'GET', path: /^\/events$/, permission: 'events:read', answer: readEvents },
  { method: 'POST', path: /^\/events$/, permission: 'events:publish', answer: postEvents },
  { method: 'GET', path: /^\/events\/stream$/, permission: 'events:read', answer: streamEvents },
]

/** The panel's HTTP door on a played world. Answers `Response.error()` while the network is cut. */
export function createApi(player: Player): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    if (url.pathname.includes(TEMPO_PREFIX)) return player.isCut('http') ? Response.error() : readTempo(player, url)
    if (url.pathname.includes(PROMETHEUS_PREFIX))
      return player.isCut('http') ? Response.error() : readPrometheus(player, request)
    const path = url.pathname.slice(url.pathname.indexOf(PREFIX) + PREFIX.length)
    if (player.isCut(path === '/events/stream' ? 'sse' : 'http')) return Response.error()
    const matches = ROUTES.filter((route) => route.path.test(path))
    const route = matches.find(({ method }) => method === request.method)
    if (route === undefined) return matches.length === 0 ? notFound(url.pathname) : notAllowed(request.method)
    const caller = toCaller(Role.safeParse(request.headers.get('x-nobet-role')).data)
    const id = route.path.exec(path)?.[1] ?? ''
    if (route.permission !== undefined && !may(caller, route.permission)) return forbidden(route.permission)
    return route.answer({ player, caller, request, query: url.searchParams, id })
  }
}

function streamEvents({ player, caller, request, query }: Call): Response {
  const scope = readScope(caller, query)
  if (scope.kind === 'refused') return scope.response
  const after = request.headers.get('last-event-id') ?? query.get('after') ?? undefined
  return openSse(player, scope.scope, after)
}

const toSession = (caller: Caller) => ({
  user: { name: caller.name, role: caller.role },
  auth: 'none',
  permissions: Object.keys(PERMISSIONS).filter((permission) => isPermission(permission) && may(caller, permission)),
})

const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSIONS, text)

/** Figures of a played world interest nobody. */
const empty = () => new Response(null, { status: 204 })

const notAllowed = (method: string) =>
  refuse(405, 'method-not-allowed', { title: 'Method not allowed', detail: `${method} is not answered here` })

const forbidden = (permission: Permission) =>
  refuse(403, 'forbidden', {
    title: 'Forbidden',
    detail: `needs ${permission}, which the role ${PERMISSIONS[permission]} holds`,
  })
