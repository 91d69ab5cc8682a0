import { type IncomingHttpHeaders, request } from 'node:http'
import { startTestPanel } from '@nobet/bff/testPanel'
import { type Cursor, EventsPage, parseWith, Problem, PROBLEM_MEDIA_TYPE, PublishReceipt } from '@nobet/contracts'
import { afterAll, expect, vi } from 'vitest'
import type * as z from 'zod/mini'

// Real sockets and real time on a machine that may be busy with other things: a test ends when its outcome does.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

export const STRUCTURED = 'application/cloudevents+json'
export const BATCH = 'application/cloudevents-batch+json'

type Panel = Awaited<ReturnType<typeof startTestPanel>>

export type Json = Record<string, unknown>

/** What an outsider knows of a panel: its address. */
export interface Outside {
  readonly url: string
  readonly port: number
  readonly panel: Panel
}

/** The whole panel, configured by environment alone, stopped by who started it. */
export async function startOutside(env: Readonly<Record<string, string>> = {}): Promise<Outside> {
  const panel = await startTestPanel(env)
  return { url: panel.url, port: Number(new URL(panel.url).port), panel }
}

// Not at the end of each test: Vitest cannot tell concurrent ones apart.
const owned: Panel[] = []
afterAll(async () => {
  await Promise.all(owned.map((panel) => panel.stop()))
})

/** A panel for one test alone, stopped at the end of the file at the latest. */
export async function startOwn(env: Readonly<Record<string, string>> = {}): Promise<Outside> {
  const own = await startOutside(env)
  owned.push(own.panel)
  return own
}

let made = 0
/** A valid event of a type nobody owns; a counter keeps ids apart. */
export function toEvent(overrides: Json = {}): Json {
  made += 1
  const base = { specversion: '1.0', id: `c-${made}`, source: '/outside', type: 'com.example.ticked' }
  return { ...base, module: 'finbot', data: { n: made }, ...overrides }
}

export const get = (at: Outside, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(new URL(path, at.url), { headers })

export const post = (at: Outside, body: string, contentType: string, headers: Record<string, string> = {}) =>
  fetch(new URL('api/v1/events', at.url), {
    method: 'POST',
    headers: { 'content-type': contentType, ...headers },
    body,
  })

/** Publishes as a batch and returns the cursors; anything but 202 fails the test. */
export async function publish(at: Outside, ...events: Json[]): Promise<Cursor[]> {
  const response = await post(at, JSON.stringify(events), BATCH)
  expect(response.status).toBe(202)
  return (await shaped(PublishReceipt, response)).cursors
}

/** One event published; its cursor. */
export async function publishOne(at: Outside, overrides: Json = {}): Promise<Cursor> {
  const [cursor] = await publish(at, toEvent(overrides))
  if (cursor === undefined) throw new Error('202 without a cursor')
  return cursor
}

/** `GET /api/v1/events` with these parameters. */
export async function read(at: Outside, params: Record<string, string>): Promise<EventsPage> {
  const response = await get(at, `api/v1/events?${new URLSearchParams(params)}`)
  expect(response.status).toBe(200)
  return await shaped(EventsPage, response)
}

export const headOf = async (at: Outside): Promise<Cursor> => (await read(at, { limit: '1' })).cursor

export const offsetOf = (cursor: string): number => Number(cursor.slice(cursor.lastIndexOf(':') + 1))
export const epochOf = (cursor: string): string => cursor.slice(0, cursor.lastIndexOf(':'))
export const at = (cursor: string, offset: number): string => `${epochOf(cursor)}:${offset}`

/** The body, held against a published schema. */
export async function shaped<S extends z.ZodMiniType>(schema: S, response: Response): Promise<z.infer<S>> {
  const body: unknown = await response.json()
  const parsed = parseWith(schema, body)
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.faults)} in ${JSON.stringify(body)}`)
  return parsed.value
}

/** Asserts an RFC 9457 answer of this status and returns it. */
export async function problemOf(response: Response, status: number): Promise<Problem> {
  const seen = { status: response.status, type: response.headers.get('content-type')?.split(';')[0] }
  expect(seen).toEqual({ status, type: PROBLEM_MEDIA_TYPE })
  const problem = await shaped(Problem, response)
  expect(problem.status).toBe(status)
  expect(problem.title).not.toBe('')
  return problem
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface RawRequest {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly port?: number
}

/** A request with headers that `fetch` would not send, such as `Host` and `Sec-Fetch-Site`. */
export const rawRequest = (outside: Outside, raw: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', path, headers = {}, port = outside.port } = raw
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => void chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    sent.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    sent.on('error', reject)
    sent.end(raw.body)
  })

/** The samples of `/metrics` by name with labels; absent is 0. */
export async function metricsOf(outside: Outside): Promise<(series: string) => number> {
  const text = await (await get(outside, 'metrics')).text()
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    const match = /^([^#\s][^\s{]*(?:\{[^}]*\})?) ([^\s]+)/.exec(line)
    if (match?.[1] !== undefined) samples.set(match[1], Number(match[2]))
  }
  return (series) => samples.get(series) ?? 0
}
