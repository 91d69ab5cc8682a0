const TICK_MS = 1_000

export interface TickerDeps {
  readonly now: () => number
  readonly every: (run: () => void, ms: number) => () => void
  /** Calls back when the tab is shown or hidden. */
  readonly onVisibility: (run: (visible: boolean) => void) => () => void
}

export interface Ticker {
  readonly now: () => number
  readonly subscribe: (listener: () => void) => () => void
}

/** One shared clock that ticks once a second while somebody looks; a hidden tab costs nothing. */
export function createTicker(deps: TickerDeps): Ticker {
  const listeners = new Set<() => void>()
  let current = deps.now()
  let stopTicking: (() => void) | undefined
  let stopWatching: (() => void) | undefined

  const tick = () => {
    current = deps.now()
    for (const listener of listeners) listener()
  }
  const run = (visible: boolean) => {
    stopTicking?.()
    stopTicking = undefined
    if (!visible) return
    tick()
    stopTicking = deps.every(tick, TICK_MS)
  }
  const stop = () => {
    stopTicking?.()
    stopWatching?.()
    stopTicking = undefined
    stopWatching = undefined
  }

  return {
    now: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      if (stopWatching === undefined) {
        stopWatching = deps.onVisibility(run)
        current = deps.now()
        stopTicking = deps.every(tick, TICK_MS)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
  }
}

/** The browser's own clock, interval and page visibility. */
export const browserTickerDeps = (): TickerDeps => ({
  now: Date.now,
  every: (run, ms) => {
    const id = setInterval(run, ms)
    return () => clearInterval(id)
  },
  onVisibility: (run) => {
    const listen = () => run(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', listen)
    return () => document.removeEventListener('visibilitychange', listen)
  },
})
