import {
  Catalogue,
  EventsPage,
  ModuleDetail,
  ModuleSamples,
  parseWith,
  Problem,
  Session,
  Snapshot,
  SourceList,
} from '@nobet/contracts'
import * as z from 'zod/mini'
import { ApiError } from './apiError.ts'

const TIMEOUT_MS = 15_000
const FAULTS_SHOWN = 3

export interface ApiDeps {
  readonly fetch: typeof fetch
  /** Base path without a trailing slash: `''` or `/ops/nobet`. */
  readonly base: string
  /** Told the server's clock from the `Date` header of each answer, epoch ms. */
  readonly onServerTime?: (at: number) => void
}

export interface EventsQuery {
  readonly after?: string
  readonly before?: string
  readonly topics?: string
  readonly types?: string
  readonly minSeverity?: string
  readonly module?: string
  readonly q?: string
  readonly limit?: number
}

export type Api = ReturnType<typeof createApi>

/** Every read and action of the panel's own API; answers are parsed with the contracts, failures are `ApiError`. */
export function createApi(deps: ApiDeps) {
  const get = <S extends z.ZodMiniType>(path: string, schema: S, signal?: AbortSignal): Promise<z.infer<S>> =>
    ask(deps, path, { signal: withTimeout(signal) }, schema)
  const write = <S extends z.ZodMiniType>(
    method: 'POST' | 'DELETE',
    path: string,
    schema: S,
    body?: object,
  ): Promise<z.infer<S>> => ask(deps, path, toWrite(method, body), schema)
  const module = (id: string, rest = '') => `/api/v1/modules/${encodeURIComponent(id)}${rest}`

  return {
    /** Where a path of the panel lives, for links and downloads. */
    url: (path: string) => `${deps.base}${path}`,
    snapshot: (signal?: AbortSignal) => get('/api/v1/snapshot', Snapshot, signal),
    events: (query: EventsQuery = {}, signal?: AbortSignal) => get(eventsPath(query), EventsPage, signal),
    module: (id: string, signal?: AbortSignal) => get(module(id), ModuleDetail, signal),
    samples: (id: string, signal?: AbortSignal) => get(module(id, '/samples'), ModuleSamples, signal),
    catalogue: (id: string, signal?: AbortSignal) => get(module(id, '/catalogue'), Catalogue, signal),
    probe: (id: string) => write('POST', module(id, '/probe'), z.unknown()),
    sources: (signal?: AbortSignal) => get('/api/v1/sources', SourceList, signal),
    session: (signal?: AbortSignal) => get('/api/v1/session', Session, signal),
    /** Sends the token once; the server keeps the session in a cookie this page cannot read. */
    signIn: (token: string) =>
      ask(
        deps,
        '/api/v1/session',
        { method: 'POST', headers: { authorization: `Bearer ${token}` }, signal: withTimeout() },
        Session,
      ),
    signOut: () => write('DELETE', '/api/v1/session', z.unknown()),
    /** For answers only one lazy page reads, so that their schemas are not in the first load. */
    read: get,
    /** Changes something; `body` is sent as JSON. For what only lazy pages do. */
    write,
    /** The bare answer, for what carries its state in headers; `ApiError` when nobody answers in time. */
    send: (path: string, init: RequestInit & { readonly signal: AbortSignal }) =>
      send(deps, path, { ...init, signal: withTimeout(init.signal) }),
  }
}

const toWrite = (method: string, body: object | undefined): RequestInit => ({
  method,
  headers: { 'x-nobet-request': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  signal: withTimeout(),
})

/** Path and query of a read of the log; also what an export link needs. */
export function eventsPath(query: EventsQuery): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
  return `/api/v1/events${search.size === 0 ? '' : `?${search}`}`
}

async function ask<S extends z.ZodMiniType>(
  deps: ApiDeps,
  path: string,
  init: RequestInit,
  schema: S,
): Promise<z.infer<S>> {
  const response = await send(deps, path, init)
  tellTime(deps, response)
  const body = await readJson(response)
  if (!response.ok) throw new ApiError({ kind: 'problem', status: response.status, problem: toProblem(body) })
  const parsed = parseWith(schema, body)
  if (parsed.ok) return parsed.value
  const faults = parsed.faults.slice(0, FAULTS_SHOWN).map((fault) => `${fault.path}: ${fault.expected}`)
  throw new ApiError({ kind: 'bad_payload', faults: faults.join('; ') })
}

async function send(deps: ApiDeps, path: string, init: RequestInit): Promise<Response> {
  try {
    return await deps.fetch(`${deps.base}${path}`, init)
  } catch (cause) {
    throw new ApiError({ kind: 'unreachable' }, { cause })
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown
  } catch {
    return undefined
  }
}

function toProblem(body: unknown): Problem | undefined {
  const parsed = parseWith(Problem, body)
  return parsed.ok ? parsed.value : undefined
}

function tellTime(deps: ApiDeps, response: Response): void {
  const at = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(at)) deps.onServerTime?.(at)
}

function withTimeout(signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}
