import type { LinkReport } from './linkState.ts'

export interface Reporter {
  readonly report: () => LinkReport
  /** Collects anew and tells the listeners if anything differs. */
  readonly refresh: () => void
  readonly listen: (listener: (report: LinkReport) => void) => () => void
}

/** Keeps one report object until something in it changes, as a store that React reads needs it. */
export function createReporter(deps: {
  readonly collect: () => LinkReport
  readonly callListener: (call: () => void) => void
}): Reporter {
  const listeners = new Set<(report: LinkReport) => void>()
  let current = deps.collect()

  return {
    report: () => current,
    refresh() {
      const next = keepSame(current, deps.collect())
      if (next === current) return
      current = next
      for (const listener of listeners) deps.callListener(() => listener(next))
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function keepSame(before: LinkReport, after: LinkReport): LinkReport {
  const state = isShallowEqual(before.state, after.state) ? before.state : after.state
  const stats = isShallowEqual(before.stats, after.stats) ? before.stats : after.stats
  return state === before.state && stats === before.stats ? before : { state, stats }
}

function isShallowEqual(a: object, b: object): boolean {
  const entries = Object.entries(a)
  const other = new Map<string, unknown>(Object.entries(b))
  return entries.length === other.size && entries.every(([key, value]) => Object.is(value, other.get(key)))
}
