import type { SourceState } from '@nobet/contracts'
import type { Clock } from '../clock.ts'

export interface LogHealthView {
  readonly state: Extract<SourceState, 'live' | 'degraded' | 'unavailable'>
  /** Epoch milliseconds. */
  readonly since: number
  readonly lastOkAt: number | null
  readonly error?: string
}

/** Since when the log can be used, or cannot, and why. */
export interface LogHealth {
  live(live: boolean, error?: unknown): void
  /** `readable`: whether the picture has been read from it too. */
  view(readable: boolean): LogHealthView
}

export function createLogHealth(clock: Pick<Clock, 'now'>, kind: 'memory' | 'redis'): LogHealth {
  let isLive = kind === 'memory'
  let since = clock.now()
  let lastOkAt: number | null = isLive ? since : null
  let reason = 'not read yet'

  return {
    live(live, error) {
      if (live === isLive) return
      if (isLive) lastOkAt = clock.now()
      isLive = live
      since = clock.now()
      if (!live) reason = error instanceof Error ? error.message : 'the log cannot be read'
    },
    view(readable) {
      if (isLive && readable) return { state: 'live', since, lastOkAt: clock.now() }
      // It answers, and the picture is being read from it again.
      if (isLive) return { state: 'degraded', since, lastOkAt, error: 'the picture is being read' }
      return { state: 'unavailable', since, lastOkAt, error: reason }
    },
  }
}
