import { type LogItem, parseCursor, type Snapshot, type World } from '@nobet/contracts'
import { createFold, emptyWorld } from '@nobet/domain/world'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The present picture as far as this tab knows it. */
export interface WorldState {
  readonly world: World
  /** `waiting`: no snapshot yet. `outdated`: deltas no longer add up and a new snapshot is asked for. */
  readonly status: 'waiting' | 'ready' | 'outdated'
}

export interface WorldStore {
  readonly store: StoreApi<WorldState>
  /** Applies the log's own fold; stale items change nothing. */
  readonly apply: (items: readonly LogItem[]) => void
  /** Takes a snapshot, then replays what has arrived after it. */
  readonly reset: (snapshot: Snapshot, later: Iterable<LogItem>) => void
  readonly markOutdated: () => void
}

/** The world outside React; folds at once, tells readers once an animation frame. */
export function createWorldStore(deps: { readonly onFrame: (publish: () => void) => void }): WorldStore {
  const store = createStore<WorldState>(() => ({ world: emptyWorld, status: 'waiting' }))
  let snapshot: Snapshot | undefined
  const folding = createFold()
  let waiting = false

  const publish = () => {
    waiting = false
    folding.handOut()
    if (snapshot !== undefined && store.getState().world !== snapshot.world) store.setState({ world: snapshot.world })
  }
  const wake = () => {
    if (waiting) return
    waiting = true
    deps.onFrame(publish)
  }

  return {
    store,
    apply: (items) => {
      if (snapshot === undefined) return
      const before = snapshot
      for (const item of items) snapshot = folding.apply(snapshot, item)
      if (snapshot !== before) wake()
    },
    reset: (fresh, later) => {
      snapshot = fresh
      for (const item of later) if (sameEpoch(fresh, item)) snapshot = folding.apply(snapshot, item)
      folding.handOut()
      store.setState({ world: snapshot.world, status: 'ready' })
    },
    markOutdated: () => {
      if (store.getState().status === 'ready') store.setState({ status: 'outdated' })
    },
  }
}

const sameEpoch = (snapshot: Snapshot, item: LogItem): boolean =>
  parseCursor(snapshot.cursor)?.epoch === parseCursor(item.cursor)?.epoch
