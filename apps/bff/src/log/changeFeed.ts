import type { LogBounds } from './eventLog.ts'

export interface ChangeFeed {
  onChange(listener: (bounds: LogBounds) => void): () => void
  announce(bounds: LogBounds): void
  clear(): void
}

/** Tells every listener of a change, in order; one that throws is reported and stops nobody. */
export function createChangeFeed(reportError: (error: unknown) => void): ChangeFeed {
  const listeners = new Set<(bounds: LogBounds) => void>()
  const waiting: LogBounds[] = []
  let announcing = false

  const tell = (bounds: LogBounds) => {
    for (const listener of listeners) {
      try {
        listener(bounds)
      } catch (error) {
        reportError(error)
      }
    }
  }

  return {
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    announce(bounds) {
      // A listener that appends is told of its own append after this one: nobody hears of changes out of order.
      waiting.push(bounds)
      if (announcing) return
      announcing = true
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) tell(next)
      announcing = false
    },
    clear: () => listeners.clear(),
  }
}
