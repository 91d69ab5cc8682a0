import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '@nobet/domain/access'
import type { Logger } from 'pino'
import type { JudgeAdmission } from '../access/admission.ts'
import type { Audit } from '../access/audit/startAudit.ts'
import type { Authenticator } from '../access/authenticator.ts'
import { hasTokenInUrl, TOKEN_IN_URL } from '../access/tokenInUrl.ts'
import type { Clock } from '../clock.ts'
import { toInnerPath } from '../http/basePath.ts'
import type { ProblemOptions } from '../http/problem.ts'
import { createRequestIds } from '../http/requestIds.ts'
import { toAuthProblem } from '../http/toAuthProblem.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Gateway, UpstreamId } from '../upstreams/gateway.ts'
import { UPSTREAM_IDS } from '../upstreams/gateway.ts'
import { createFindRoute } from './findRoute.ts'
import { isMarked, judgeProxied } from './judgeProxied.ts'
import type { ProxyRoute } from './proxyRoute.ts'
import { askUpstream } from './askUpstream.ts'
import type { Visit } from './visit.ts'
import { writeProblem } from './writeAnswer.ts'

const PREFIX = /^\/api\/(prometheus|alertmanager|grafana|tempo)(\/.*)?$/
const DENIED: readonly number[] = [401, 403, 421]

export interface ProxyDoorDeps {
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  readonly gateway: Gateway
  readonly authenticator: Authenticator
  readonly judgeAdmission: JudgeAdmission
  readonly audit: Pick<Audit, 'record'>
  readonly randomBytes: (size: number) => Uint8Array
}

export interface ProxyDoorOptions {
  readonly basePath: string
  /** Uids of the Grafana datasources that may be asked. */
  readonly datasources: readonly string[]
}

/** Takes a request that is for an upstream and answers it; `false`: it is for somebody else. */
export type ProxyDoor = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * The door to the upstreams, on the server itself: the path is judged as it was sent, before anything could normalise
 * it, and an answer goes from the upstream's bytes to the socket without a web stream between.
 */
export function createProxyDoor(deps: ProxyDoorDeps, { basePath, datasources }: ProxyDoorOptions): ProxyDoor {
  const findRoute = createFindRoute(datasources)
  const toIds = createRequestIds(deps.randomBytes)
  const ask = askUpstream(deps, datasources)

  const serve = async (visit: Visit): Promise<void> => {
    const { request, upstream, path } = visit
    const method = request.method ?? 'GET'
    const outcome = judgeKnock(deps, request) ?? (await authenticate(deps, request))
    if (outcome.kind === 'refused') return refuse(deps, visit, outcome.problem, 'anonymous')
    const { caller } = outcome
    const route = findRoute(upstream, method, path)
    const refusal = judgeProxied(caller, route, { upstream, method, path, isMarked: isMarked(request.headers) })
    if (refusal !== undefined || route === undefined) return refuse(deps, visit, refusal, caller.name)
    const problem = await ask(visit, route)
    if (problem !== undefined) refuse(deps, visit, problem, caller.name)
    // What was refused for its form was no attempt to change anything.
    if (problem === undefined || problem.status >= 500) tell(deps, visit, route, caller)
  }

  return (request, response) => {
    const url = request.url ?? ''
    const queryAt = url.indexOf('?')
    const inner = toInnerPath(queryAt === -1 ? url : url.slice(0, queryAt), basePath)
    const [, upstream, path = ''] = PREFIX.exec(inner) ?? []
    if (!isUpstream(upstream)) return false
    const ids = toIds((name) => one(request.headers[name]))
    const query = queryAt === -1 ? '' : url.slice(queryAt)
    const visit = { request, response, upstream, path, query, ...ids, startedAt: deps.clock.monotonic() }
    serve(visit).catch((error: unknown) => {
      deps.logger.error({ err: error, trace_id: ids.traceId }, 'a proxied request failed')
      writeProblem(visit, {
        status: 500,
        code: 'internal',
        title: 'The panel failed on this request',
        traceId: ids.traceId,
      })
    })
    return true
  }
}

const isUpstream = (name: string | undefined): name is UpstreamId => UPSTREAM_IDS.some((id) => id === name)
const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

type Knocked =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly problem: ProblemOptions }

/** The rules of every door: Host, Origin, forwarded headers, and no token in an address. */
function judgeKnock({ judgeAdmission }: ProxyDoorDeps, request: IncomingMessage): Knocked | undefined {
  const refusal = judgeAdmission({
    method: request.method ?? 'GET',
    upgrade: false,
    header: (name) => one(request.headers[name]),
    headerNames: () => Object.keys(request.headers),
  })
  if (refusal !== undefined) return { kind: 'refused', problem: refusal }
  return hasTokenInUrl(request.url ?? '') ? { kind: 'refused', problem: TOKEN_IN_URL } : undefined
}

async function authenticate({ authenticator }: ProxyDoorDeps, request: IncomingMessage): Promise<Knocked> {
  const address = request.socket.remoteAddress ?? ''
  const outcome = await authenticator.fromRequest((name) => one(request.headers[name]), address)
  return outcome.kind === 'caller' ? outcome : { kind: 'refused', problem: toAuthProblem(outcome) }
}

function refuse(deps: ProxyDoorDeps, visit: Visit, problem: ProblemOptions = INTERNAL, actor: string): void {
  const { request, upstream, traceId, requestId } = visit
  writeProblem(visit, { ...problem, traceId })
  const { status, code } = problem
  // An upstream's failure is told by its state and metrics, once; here only what the client did is.
  if (status >= 500) return
  deps.metrics.badInput.inc({ door: 'proxy', reason: code })
  deps.logger.warn({ requestId, trace_id: traceId, method: request.method, upstream, status, code }, 'request refused')
  if (DENIED.includes(status)) record(deps, visit, { actor, outcome: 'denied', reason: code })
}

const INTERNAL: ProblemOptions = { status: 500, code: 'internal', title: 'The panel failed on this request' }

/** Writes are audited; reads are counted by the gateway. */
function tell(deps: ProxyDoorDeps, visit: Visit, route: ProxyRoute, caller: Caller): void {
  if (route.isRead) return
  const { headersSent, statusCode } = visit.response
  if (!headersSent) return record(deps, visit, { actor: caller.name, outcome: 'failed', reason: 'the caller left' })
  const isDone = statusCode < 400
  const outcome = isDone ? { outcome: 'allowed' as const } : { outcome: 'failed' as const, reason: String(statusCode) }
  record(deps, visit, { actor: caller.name, ...outcome })
}

type Told = Pick<Parameters<Audit['record']>[0], 'actor' | 'outcome' | 'reason'>

function record({ audit }: ProxyDoorDeps, { request, upstream, path }: Visit, told: Told): void {
  const address = request.socket.remoteAddress ?? ''
  audit.record({
    ...told,
    action: `${KNOWN_METHODS.find((known) => known === request.method) ?? 'OTHER'} /api/${upstream}`,
    target: `/api/${upstream}${path}`,
    ...(address === '' ? {} : { address }),
  })
}

const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
