import { createStore, type StoreApi } from 'zustand/vanilla'

const LOOK_MS = 5_000

/**
 * `mine`: this tab speaks for all. `other`: another armed tab does. `none`: no tab is armed. `unshared`: this browser
 * cannot tell (no Web Locks, as over plain http): each armed tab speaks for itself.
 */
export type Leader = 'mine' | 'other' | 'none' | 'unshared'

export interface LeaderDeps {
  readonly locks: Pick<LockManager, 'request' | 'query'> | undefined
  readonly name: string
  readonly every: (run: () => void, ms: number) => () => void
  /** Told that a tab may have begun or ceased to lead. */
  readonly onNews: (listener: () => void) => () => void
  readonly tellNews: () => void
}

export interface LeaderElection {
  readonly store: StoreApi<{ readonly leader: Leader }>
  /** Enters or leaves the queue of those who can speak. */
  readonly stand: (stands: boolean) => void
  readonly stop: () => void
}

/** Of the tabs that can be heard one speaks; when it is gone, the browser gives the lock to the next at once. */
export function startLeader({ locks, name, every, onNews, tellNews }: LeaderDeps): LeaderElection {
  const store = createStore<{ readonly leader: Leader }>(() => ({ leader: locks === undefined ? 'unshared' : 'none' }))
  let leave: AbortController | undefined
  let release = () => {}
  let isMine = false
  const set = (leader: Leader) => {
    if (store.getState().leader !== leader) store.setState({ leader })
  }
  const look = async () => {
    if (locks === undefined) return
    const { held = [] } = await locks.query()
    set(isMine ? 'mine' : held.some((lock) => lock.name === name) ? 'other' : 'none')
  }
  const enter = (manager: NonNullable<typeof locks>) => {
    const mine = new AbortController()
    leave = mine
    const hold = () =>
      new Promise<void>((resolve) => {
        if (mine.signal.aborted) return resolve()
        release = resolve
        isMine = true
        set('mine')
        tellNews()
      })
    manager.request(name, { signal: mine.signal }, hold).catch(() => {
      // Left the queue.
    })
  }
  const withdraw = () => {
    leave?.abort()
    leave = undefined
    release()
    isMine = false
  }
  void look()
  const offNews = onNews(() => void look())
  const stopLooking = every(() => void look(), LOOK_MS)
  return {
    store,
    stand: (stands) => {
      if (locks === undefined || stands === (leave !== undefined)) return
      if (stands) enter(locks)
      else withdraw()
      void look().then(tellNews)
    },
    stop: () => {
      offNews()
      stopLooking()
      withdraw()
    },
  }
}
