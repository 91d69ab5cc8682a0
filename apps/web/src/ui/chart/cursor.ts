import { useEffect, useId, useMemo, useSyncExternalStore } from 'react'

/** Where readers point: a position on the axis (epoch ms, or the index of a name), and which chart they point at. */
export interface CursorPoint {
  readonly at: number
  readonly owner: string
}

interface Bus {
  point: CursorPoint | null
  readonly listeners: Set<() => void>
}

/** One bus for each key in use; the last chart to leave takes it away. */
const shared = new Map<string, Bus>()

export interface ChartCursor {
  /** This chart's name on the bus. */
  readonly owner: string
  readonly read: () => CursorPoint | null
  readonly move: (at: number | null) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** The cursor of one chart; charts with the same key move it together. It lies outside React: only what shows it renders. */
export function useChartCursor(syncKey: string | undefined): ChartCursor {
  const owner = useId()
  const key = syncKey ?? owner
  const cursor = useMemo(() => createCursor(key, owner), [key, owner])
  useEffect(() => () => cursor.move(null), [cursor])
  return cursor
}

export const useCursorPoint = (cursor: ChartCursor): CursorPoint | null =>
  useSyncExternalStore(cursor.subscribe, cursor.read)

function createCursor(key: string, owner: string): ChartCursor {
  return {
    owner,
    read: () => shared.get(key)?.point ?? null,
    move: (at) => {
      const bus = shared.get(key)
      if (bus === undefined || (at === null && bus.point?.owner !== owner) || bus.point?.at === at) return
      bus.point = at === null ? null : { at, owner }
      for (const listener of bus.listeners) listener()
    },
    subscribe: (listener) => {
      const bus = shared.get(key) ?? { point: null, listeners: new Set() }
      shared.set(key, bus)
      bus.listeners.add(listener)
      return () => {
        bus.listeners.delete(listener)
        if (bus.listeners.size === 0) shared.delete(key)
      }
    },
  }
}
