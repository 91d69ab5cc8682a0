import { type LogItem, parseCursor, type Snapshot } from '@nobet/contracts'
import type { EventBatch, Gap, LinkReport, StreamClient, StreamClientOptions } from '@nobet/stream-client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { ApiError } from '../api/apiError.ts'
import type { Api } from '../api/createApi.ts'
import { createEventRing, type EventRing } from './eventRing.ts'
import { NO_STATS } from './noStats.ts'
import { createWorldStore, type WorldState } from './worldStore.ts'

const HISTORY_EVENTS = 500
const RETRY_MIN_MS = 1_000
const RETRY_MAX_MS = 15_000
const SIGNED_OUT_RETRY_MS = 30_000
/** Failed first asks after which the panel calls itself offline. */
const OFFLINE_AFTER = 2

export interface LiveDeps {
  readonly api: Pick<Api, 'snapshot' | 'events'>
  readonly openStream: (options: Pick<StreamClientOptions, 'after' | 'onEvents' | 'onGap' | 'onResync'>) => StreamClient
  readonly now: () => number
  readonly onFrame: (publish: () => void) => void
  /** Runs later; the answer cancels. */
  readonly delay: (run: () => void, ms: number) => () => void
}

/** All pushed state of the tab and the hands on its link. */
export interface Live {
  readonly world: StoreApi<WorldState>
  readonly ring: EventRing
  readonly link: StoreApi<LinkReport>
  /** Every batch as it arrives, also in a hidden tab; the answer takes the listener off. */
  readonly onBatch: (listener: (batch: EventBatch) => void) => () => void
  readonly onGap: (listener: (gap: Gap) => void) => () => void
  readonly force: StreamClient['force']
  readonly reconnectNow: () => void
  readonly reportPaint: StreamClient['reportPaint']
  readonly stop: () => void
}

/** Snapshot, then the stream from its cursor; again a snapshot whenever deltas no longer add up. */
export function startLive(deps: LiveDeps): Live {
  const ring = createEventRing(deps)
  const world = createWorldStore(deps)
  const link = createStore<LinkReport>(() => notYetConnected(deps.now(), 1, deps.now()))
  const batches = createListeners<EventBatch>()
  const gaps = createListeners<Gap>()
  const first = deps.now()
  let client: StreamClient | undefined
  let cancelRetry = () => {}
  let stopped = false
  let asking = 0

  const takeSnapshot = (failures: number) => {
    cancelRetry()
    asking += 1
    const turn = asking
    deps.api.snapshot().then(
      (snapshot) => turn === asking && !stopped && accept(snapshot),
      (error: unknown) => turn === asking && !stopped && (isRefused(error) ? signedOut() : retryLater(failures + 1)),
    )
  }
  const retryLater = (failures: number) => {
    const ms = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** (failures - 1))
    if (client === undefined) link.setState(notYetConnected(first, failures + 1, deps.now() + ms))
    cancelRetry = deps.delay(() => takeSnapshot(failures), ms)
  }
  /** Asking on would not help; now and then, since another tab may sign in. */
  const signedOut = () => {
    const state = { kind: 'unauthorized', reason: 'unauthorized', since: deps.now() } as const
    const nextTryAt = deps.now() + SIGNED_OUT_RETRY_MS
    if (client === undefined) link.setState({ state: { ...state, nextTryAt }, stats: NO_STATS })
    cancelRetry = deps.delay(() => takeSnapshot(0), SIGNED_OUT_RETRY_MS)
  }
  const accept = (snapshot: Snapshot) => {
    world.reset(snapshot, heldItems(ring))
    if (client === undefined) void begin(snapshot)
  }
  const begin = async (snapshot: Snapshot) => {
    ring.push(await readHistory(deps, snapshot), true)
    if (stopped || client !== undefined) return
    client = deps.openStream({ after: snapshot.cursor, onEvents, onGap, onResync })
    client.onState((report) => link.setState(report))
    link.setState(client.report())
  }
  const onEvents = (batch: EventBatch) => {
    world.apply(batch.items)
    ring.push(batch.items, batch.recovered)
    batches.tell(batch)
  }
  const onGap = (gap: Gap) => {
    ring.pushGap(gap)
    gaps.tell(gap)
  }
  const onResync = () => {
    world.markOutdated()
    takeSnapshot(0)
  }
  takeSnapshot(0)

  return {
    world: world.store,
    ring,
    link,
    onBatch: batches.add,
    onGap: gaps.add,
    force: (transport) => client?.force(transport),
    reconnectNow: () => (client === undefined ? takeSnapshot(0) : client.reconnectNow()),
    reportPaint: (...seen) => client?.reportPaint(...seen),
    stop: () => {
      stopped = true
      cancelRetry()
      client?.stop()
    },
  }
}

const isRefused = (error: unknown): boolean =>
  error instanceof ApiError && error.failure.kind === 'problem' && error.failure.status === 401

/** What happened before this tab opened, up to the snapshot; without it the log simply begins now. */
async function readHistory(deps: LiveDeps, snapshot: Snapshot): Promise<LogItem[]> {
  const until = parseCursor(snapshot.cursor)
  try {
    const page = await deps.api.events({ limit: HISTORY_EVENTS })
    return page.events.filter((item) => {
      const at = parseCursor(item.cursor)
      return at !== undefined && until !== undefined && at.epoch === until.epoch && at.offset <= until.offset
    })
  } catch {
    return []
  }
}

function* heldItems(ring: EventRing): Iterable<LogItem> {
  for (let seq = ring.first(); seq < ring.next(); seq += 1) {
    const entry = ring.get(seq)
    if (entry?.kind === 'event') yield { cursor: entry.cursor, event: entry.event }
  }
}

function createListeners<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    tell: (value: T) => {
      for (const listener of listeners) listener(value)
    },
    add: (listener: (value: T) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const notYetConnected = (since: number, attempt: number, nextTryAt: number): LinkReport => ({
  state: { kind: attempt > OFFLINE_AFTER ? 'offline' : 'connecting', since, attempt, nextTryAt },
  stats: NO_STATS,
})
