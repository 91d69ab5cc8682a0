import type { Dispatcher } from 'undici'
import { Pool } from 'undici'
import type { Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import { type Breaker, createBreaker, type Verdict } from './breaker.ts'
import { type Bulkhead, createBulkhead } from './bulkhead.ts'
import type { ByteBudget } from './byteBudget.ts'
import { type Exchanged, exchange } from './exchange.ts'
import type { UpstreamFailure, UpstreamId, UpstreamRequest } from './gateway.ts'
import { type HeldAnswer, holdAnswer } from './heldAnswer.ts'
import { judgeAnswer } from './judgeAnswer.ts'
import type { LeaveSignal } from './leaving.ts'
import { BOUNDS, type UpstreamLimits } from './limits.ts'
import type { Pages } from './pages.ts'
import type { PeerSpec } from './peers.ts'
import { createRetryBudget, type RetryBudget } from './retryBudget.ts'
import { toIdentity } from './toIdentity.ts'

const KEEP_ALIVE_MS = 10_000

/** `wasSent: false`: the upstream never saw it, so another peer may be asked even for a write. */
export type PeerOutcome =
  | { readonly kind: 'ok'; readonly held: HeldAnswer }
  | { readonly kind: 'failed'; readonly failure: UpstreamFailure; readonly wasSent: boolean }
  | { readonly kind: 'cancelled' }

export type PeerRequest = Pick<UpstreamRequest, 'method' | 'path' | 'headers' | 'body'> & { readonly isRead: boolean }

/** One server of an upstream, with its own connections, places and circuit. */
export interface Peer {
  readonly name: string
  ask(request: PeerRequest, signal: LeaveSignal): Promise<PeerOutcome>
  stop(): Promise<void>
}

export interface PeerDeps {
  readonly clock: Clock
  readonly limits: UpstreamLimits
  readonly bytes: ByteBudget
  readonly pages: Pages
  /** Told of every request that reached the wire, and how long it took in seconds. */
  readonly onAsked: (outcome: PeerOutcome, seconds: number) => void
}

export function createPeer(deps: PeerDeps, upstream: UpstreamId, spec: PeerSpec): Peer {
  const { clock, limits, bytes, pages } = deps
  const dispatcher = new Pool(spec.origin, {
    connections: limits.concurrency,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The exchange has budgets of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: limits.connectTimeout, ...(spec.origin.startsWith('http:') && { onread: readInto(pages) }) },
  })
  const breaker = createBreaker(clock)
  const places = { places: limits.concurrency, queue: limits.queue, waitMs: BOUNDS.queueWaitMs }
  const line: Line = {
    ...deps,
    upstream,
    spec,
    breaker,
    bulkhead: createBulkhead(clock, places),
    retries: createRetryBudget(),
    send: (request, signal) => exchange({ clock, dispatcher, limits, bytes, pages }, request, signal),
  }
  return {
    name: spec.name,
    ask: (request, signal) => ask(line, request, signal),
    stop: () => dispatcher.destroy(),
  }
}

/** Each read of a socket goes into a page of its own, and from there on as if the socket had made it. */
const readInto = (pages: Pages) => ({
  buffer: () => pages.take(),
  callback(this: Socket, length: number, page: Uint8Array): boolean {
    return this.push(page.subarray(0, length))
  },
})

interface Line extends PeerDeps {
  readonly upstream: UpstreamId
  readonly spec: PeerSpec
  readonly breaker: Breaker
  readonly bulkhead: Bulkhead
  readonly retries: RetryBudget
  readonly send: (request: Dispatcher.DispatchOptions, signal: LeaveSignal) => Promise<Exchanged>
}

async function ask(line: Line, request: PeerRequest, signal: LeaveSignal): Promise<PeerOutcome> {
  const retryAfterMs = line.breaker.waitMs()
  if (retryAfterMs > 0) return unsent({ ...OPEN, retryAfterMs })
  const got = line.bulkhead.acquire(signal)
  const place = typeof got === 'string' ? got : await got
  if (place === 'cancelled') return { kind: 'cancelled' }
  if (place !== 'got') return unsent(BUSY[place])
  try {
    return await askInPlace(line, request, signal)
  } finally {
    line.bulkhead.release()
  }
}

async function askInPlace(line: Line, request: PeerRequest, signal: LeaveSignal): Promise<PeerOutcome> {
  if (!line.breaker.enter()) return unsent({ ...OPEN, retryAfterMs: line.breaker.waitMs() })
  const startedAt = line.clock.monotonic()
  let verdict: Verdict = 'neutral'
  try {
    const judged = judge(line, request.path, await sendOnce(line, request, signal))
    verdict = judged.verdict
    line.onAsked(judged.outcome, (line.clock.monotonic() - startedAt) / 1000)
    return judged.outcome
  } finally {
    line.breaker.settle(verdict)
  }
}

/** Once, or twice for a read whose kept connection the other side had just closed. */
async function sendOnce(line: Line, request: PeerRequest, signal: LeaveSignal): Promise<Exchanged> {
  const options = toDispatch(line.spec, request)
  line.retries.earn()
  const first = await line.send(options, signal)
  const isAgain = request.isRead && first.kind === 'refused' && first.wasSent && line.retries.spend()
  const exchanged = isAgain ? await line.send(options, signal) : first
  return exchanged.kind === 'answer' ? await toIdentity(exchanged, line.limits.maxBytes) : exchanged
}

const toDispatch = (spec: PeerSpec, { method, path, headers, body }: PeerRequest): Dispatcher.DispatchOptions => ({
  method,
  path: `${spec.basePath}${path}`,
  headers: { accept: '*/*', 'user-agent': 'nobet', ...headers, ...spec.headers, 'accept-encoding': 'identity' },
  ...(body === undefined ? {} : { body }),
})

/** A query's own time-out says nothing against the upstream: it answered. */
function judge(line: Line, path: string, exchanged: Exchanged): { outcome: PeerOutcome; verdict: Verdict } {
  switch (exchanged.kind) {
    case 'cancelled':
      return { outcome: exchanged, verdict: 'neutral' }
    case 'timeout':
      return faulty({ kind: 'timeout', reason: exchanged.reason }, exchanged.phase !== 'connect')
    case 'refused':
      return faulty({ kind: 'refused', reason: exchanged.reason }, exchanged.wasSent)
    case 'tooLarge':
      return { outcome: { kind: 'failed', failure: exchanged, wasSent: true }, verdict: 'ok' }
    case 'badPayload':
      return faulty(exchanged, true)
    case 'answer': {
      const { status, headers, bytes } = exchanged
      const held = holdAnswer(exchanged, exchanged.at)
      const judged = judgeAnswer(line.upstream, path, { status, contentType: headers['content-type'] ?? '', bytes })
      if (judged.kind === 'ok') return { outcome: { kind: 'ok', held }, verdict: 'ok' }
      if (judged.kind === 'badPayload') return faulty({ kind: judged.kind, reason: judged.reason }, true)
      const failure = { kind: judged.kind, reason: judged.reason, answer: held.as('live') }
      const verdict = judged.kind === 'timeout' ? 'ok' : 'fault'
      return { outcome: { kind: 'failed', failure, wasSent: true }, verdict }
    }
  }
}

const faulty = (failure: UpstreamFailure, wasSent: boolean): { outcome: PeerOutcome; verdict: Verdict } => ({
  outcome: { kind: 'failed', failure, wasSent },
  verdict: 'fault',
})

const unsent = (failure: UpstreamFailure): PeerOutcome => ({ kind: 'failed', failure, wasSent: false })

const OPEN = { kind: 'circuitOpen', reason: 'it failed too often lately and is left alone for a moment' } as const
const BUSY = {
  full: { kind: 'busy', reason: 'too many requests wait for it already', retryAfterMs: 1_000 },
  late: { kind: 'busy', reason: `no place at it within ${BOUNDS.queueWaitMs} ms`, retryAfterMs: 1_000 },
} as const
