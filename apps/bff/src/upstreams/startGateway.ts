import type { Clock } from '../clock.ts'
import { createAskPeers } from './askPeers.ts'
import { createByteCache } from './byteCache.ts'
import { createByteBudget } from './byteBudget.ts'
import { createFlights } from './flights.ts'
import type { Gateway, UpstreamFailure, UpstreamId, UpstreamOutcome, UpstreamRequest } from './gateway.ts'
import type { UpstreamMeter } from './gatewayMetrics.ts'
import type { HeldAnswer } from './heldAnswer.ts'
import { type LeaveSignal, Leaving } from './leaving.ts'
import type { UpstreamLimits } from './limits.ts'
import { BOUNDS } from './limits.ts'
import { createPages } from './pages.ts'
import { createPeer, type Peer, type PeerDeps, type PeerOutcome } from './peer.ts'
import type { UpstreamSpec } from './peers.ts'
import { toRequestKey } from './requestKey.ts'
import type { SharedCache } from './sharedCache.ts'
import type { TrafficSign } from './trafficSign.ts'

export interface GatewayDeps {
  readonly clock: Clock
  readonly limits: UpstreamLimits
  readonly meter: UpstreamMeter
  /** Answers of the other panels; left out, each process keeps its own. */
  readonly shared?: SharedCache | undefined
  /** Told what each request on the wire says of its upstream. */
  readonly onSign?: (upstream: UpstreamId, sign: TrafficSign) => void
}

export interface StartedGateway extends Gateway {
  stop(): Promise<void>
}

/** What a read comes to, before each caller's own view of it. */
type Landed =
  | { readonly kind: 'fetched' | 'shared'; readonly held: HeldAnswer }
  | { readonly kind: 'failed'; readonly failure: UpstreamFailure; readonly held: HeldAnswer | undefined }

/** Opens the connections' pools; nothing is asked until somebody asks. */
export function startGateway(deps: GatewayDeps, specs: readonly UpstreamSpec[]): StartedGateway {
  const { clock, meter, limits, shared } = deps
  const memory = { bytes: createByteBudget(BOUNDS.bytesInFlight), pages: createPages() }
  const peers = new Map(specs.map((spec) => [spec.id, openPeers(deps, memory, spec)]))
  const keys = new Map(specs.map(({ id, key }) => [id, key]))
  const cache = createByteCache(limits.cacheBytes)
  const flights = createFlights<Landed | undefined>()
  const askPeers = createAskPeers(peers)
  /** Bumped by every write, so that nobody who reads after it joins a read from before. */
  const writes = new Map<UpstreamId, number>()

  const ageOf = (held: HeldAnswer) => clock.monotonic() - held.at

  const fly = async (request: UpstreamRequest, key: string, signal: LeaveSignal): Promise<Landed | undefined> => {
    const { cache: policy } = request
    const known = policy === undefined ? undefined : await shared?.get(key)
    if (known !== undefined && policy !== undefined && ageOf(known) < policy.ttlMs) {
      cache.set(key, known)
      return { kind: 'shared', held: known }
    }
    const outcome = await askPeers(request, signal)
    if (outcome.kind === 'cancelled') return undefined
    if (outcome.kind === 'failed') return { kind: 'failed', failure: outcome.failure, held: known }
    if (policy !== undefined && outcome.held.status === 200) {
      cache.set(key, outcome.held)
      shared?.set(key, outcome.held, policy.ttlMs + policy.staleMs)
    }
    return { kind: 'fetched', held: outcome.held }
  }

  /** What is kept stands in for what failed, as long as it may. */
  const toStandIn = (request: UpstreamRequest, held: HeldAnswer | undefined): HeldAnswer | undefined => {
    const { cache: policy } = request
    if (held === undefined || policy === undefined) return undefined
    return ageOf(held) < policy.ttlMs + policy.staleMs ? held : undefined
  }

  const read = async (request: UpstreamRequest): Promise<UpstreamOutcome> => {
    const { upstream, cache: policy, signal } = request
    const key = toRequestKey(request, request.headers ?? {})
    const kept = policy === undefined ? undefined : cache.get(key)
    if (kept !== undefined && policy !== undefined && ageOf(kept) < policy.ttlMs) {
      meter.cached(upstream, 'hit')
      return { kind: 'ok', answer: kept.as('cached') }
    }
    const flightKey = `${writes.get(upstream) ?? 0}\n${key}`
    const { isFirst, result } = flights.join(flightKey, signal, (ended) => fly(request, key, ended))
    const landed = await result
    if (landed === undefined) return CANCELLED
    if (landed.kind !== 'failed') {
      meter.cached(upstream, !isFirst ? 'coalesced' : landed.kind === 'shared' ? 'hit' : 'miss')
      return { kind: 'ok', answer: landed.held.as(landed.kind === 'shared' ? 'cached' : 'live') }
    }
    const standIn = toStandIn(request, cache.get(key) ?? landed.held)
    if (standIn === undefined) {
      meter.cached(upstream, isFirst ? 'miss' : 'coalesced')
      return landed.failure
    }
    meter.cached(upstream, 'stale')
    return { kind: 'stale', answer: standIn.as('stale'), failure: landed.failure }
  }

  const write = async (request: UpstreamRequest): Promise<UpstreamOutcome> => {
    const outcome = await askPeers(request, request.signal ?? NEVER)
    writes.set(request.upstream, (writes.get(request.upstream) ?? 0) + 1)
    if (outcome.kind === 'cancelled') return CANCELLED
    return outcome.kind === 'failed' ? outcome.failure : { kind: 'ok', answer: outcome.held.as('live') }
  }

  return {
    ask: async (request) => {
      const { upstream } = request
      if ((peers.get(upstream)?.length ?? 0) === 0)
        return notConfigured(upstream, keys.get(upstream) ?? `${upstream}.url`)
      const isRead = request.isRead ?? request.method === 'GET'
      return isRead ? await read(request) : await write(request)
    },
    peers: (upstream) => (peers.get(upstream) ?? []).map(({ name }) => name),
    stop: async () => {
      await Promise.all([...peers.values()].flat().map((peer) => peer.stop()))
    },
  }
}

function openPeers(deps: GatewayDeps, memory: Pick<PeerDeps, 'bytes' | 'pages'>, { id, peers }: UpstreamSpec): Peer[] {
  const onAsked = (outcome: PeerOutcome, seconds: number) => {
    deps.meter.asked(id, outcome.kind === 'failed' ? outcome.failure.kind : outcome.kind, seconds)
    const sign = toSign(outcome)
    if (sign !== undefined) deps.onSign?.(id, sign)
  }
  return peers.map((spec) => createPeer({ ...deps, ...memory, onAsked }, id, spec))
}

/** What is too large for us says nothing against it; refused credentials do, although it answered. */
function toSign(outcome: PeerOutcome): TrafficSign | undefined {
  if (outcome.kind === 'cancelled') return undefined
  if (outcome.kind === 'ok') {
    const { status } = outcome.held
    return { reason: status === 401 ? "it refuses the panel's credentials (HTTP 401)" : undefined, isAway: false }
  }
  const { failure } = outcome
  if (failure.kind === 'tooLarge') return { reason: undefined, isAway: false }
  return { reason: failure.reason, isAway: failure.kind === 'refused' }
}

const notConfigured = (upstream: UpstreamId, key: string): UpstreamFailure => ({
  kind: 'notConfigured',
  reason: `${upstream} is not configured; set ${key}`,
  key,
})

const CANCELLED: UpstreamOutcome = { kind: 'cancelled' }
const NEVER: LeaveSignal = new Leaving()
