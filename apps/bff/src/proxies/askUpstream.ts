import { HTTP_LIMITS } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { ProblemOptions } from '../http/problem.ts'
import type { CachePolicy, Gateway, UpstreamOutcome } from '../upstreams/gateway.ts'
import { type LeaveSignal, Leaving } from '../upstreams/leaving.ts'
import { checkDatasources } from './checkDatasources.ts'
import { toUpstreamHeaders } from './forwardHeaders.ts'
import type { ProxyMethod, ProxyRoute } from './proxyRoute.ts'
import { hasBody, readRequest } from './readRequest.ts'
import { toFailureProblem } from './toFailureProblem.ts'
import type { Visit } from './visit.ts'
import { writeAnswer } from './writeAnswer.ts'

/** What goes on the wire as it is: no space, no control character, no byte beyond ASCII. */
const QUERY_PATTERN = /^[\x21-\x7e]*$/
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i

export interface AskUpstreamDeps {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly gateway: Gateway
}

type Body = { readonly kind: 'ok'; readonly body?: Buffer | string } | { readonly kind: 'left' } | Refused
interface Refused {
  readonly kind: 'refused'
  readonly problem: ProblemOptions
}

/** Asks for a visit that was let in and writes the answer; a problem is left to the caller to write. */
export function askUpstream(deps: AskUpstreamDeps, datasources: readonly string[]) {
  return async (visit: Visit, route: ProxyRoute): Promise<ProblemOptions | undefined> => {
    const { request, upstream } = visit
    if (!QUERY_PATTERN.test(visit.query)) return BAD_QUERY
    const body = await takeBody(visit, route, datasources)
    if (body.kind === 'left') return undefined
    if (body.kind === 'refused') return body.problem
    const cache = toCachePolicy(route, request.headers['cache-control'])
    const outcome = await deps.gateway.ask({
      upstream,
      method: toMethod(request.method),
      path: `${visit.path}${visit.query}`,
      headers: toUpstreamHeaders(request.headers),
      isRead: route.isRead,
      signal: untilLeft(visit),
      ...(body.body === undefined ? {} : { body: body.body }),
      ...(cache === undefined ? {} : { cache }),
    })
    return await answer(deps, visit, outcome)
  }
}

async function answer(
  deps: AskUpstreamDeps,
  visit: Visit,
  outcome: UpstreamOutcome,
): Promise<ProblemOptions | undefined> {
  if (outcome.kind === 'cancelled') return undefined
  const failure = outcome.kind === 'ok' ? undefined : outcome.kind === 'stale' ? outcome.failure : outcome
  // A failure in the upstream's own words is passed on in them.
  const own = 'answer' in outcome ? outcome.answer : undefined
  if (own === undefined) return failure === undefined ? undefined : toFailureProblem(visit.upstream, failure)
  await writeAnswer(visit, {
    answer: own,
    ageMs: deps.clock.monotonic() - own.at,
    tookMs: deps.clock.monotonic() - visit.startedAt,
    ...(failure === undefined ? {} : { failure }),
  })
  return undefined
}

async function takeBody(visit: Visit, { body: kind }: ProxyRoute, datasources: readonly string[]): Promise<Body> {
  const { request } = visit
  if (request.method !== 'POST') return hasBody(request) ? refused(NO_BODY) : NOTHING
  if (request.headers['content-encoding'] !== undefined) return refused(ENCODED)
  const read = await readRequest(request, HTTP_LIMITS.batchBytes)
  if (read.kind === 'cutOff') return { kind: 'left' }
  if (read.kind === 'tooLarge') return refused(TOO_LARGE)
  if (kind !== 'dsQuery') return { kind: 'ok', body: read.body }
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) return refused(NOT_JSON)
  const checked = checkDatasources(read.body.toString('utf8'), datasources)
  if (checked.kind === 'ok') return checked
  const status = checked.kind === 'forbidden' ? 403 : 400
  return refused({ status, code: 'datasource', title: 'Not a query of an open datasource', detail: checked.detail })
}

/** A reload of the page asks for what is true now; who fails then is still stood in for. */
function toCachePolicy({ cache }: ProxyRoute, header: string | undefined): CachePolicy | undefined {
  if (cache === undefined || header === undefined || !/\bno-(cache|store)\b/i.test(header)) return cache
  return { ...cache, ttlMs: 0 }
}

/** Aborts when the client is gone before its answer was written. */
function untilLeft({ response }: Visit): LeaveSignal {
  const left = new Leaving()
  response.once('close', () => {
    if (!response.writableFinished) left.abort()
  })
  return left
}

const toMethod = (method: string | undefined): ProxyMethod =>
  method === 'POST' || method === 'DELETE' ? method : 'GET'

const NOTHING: Body = { kind: 'ok' }
const refused = (problem: ProblemOptions): Refused => ({ kind: 'refused', problem })

const BAD_QUERY: ProblemOptions = {
  status: 400,
  code: 'bad-query',
  title: 'Not a query string',
  detail: 'write bytes beyond ASCII, spaces and control characters as %XX',
}
const NO_BODY: ProblemOptions = { status: 400, code: 'body', title: 'This request has no place for a body' }
const ENCODED: ProblemOptions = {
  status: 415,
  code: 'content-encoding',
  title: 'The body is encoded',
  detail: 'send it without Content-Encoding',
}
const NOT_JSON: ProblemOptions = {
  status: 415,
  code: 'content-type',
  title: 'Not JSON',
  detail: 'send application/json in UTF-8',
}
const TOO_LARGE: ProblemOptions = {
  status: 413,
  code: 'too-large',
  title: 'Body too large',
  detail: `a request body may have ${HTTP_LIMITS.batchBytes} bytes`,
  headers: { connection: 'close' },
}
