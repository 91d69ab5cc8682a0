import type { Clock } from '../clock.ts'

export const TICK_MS = 1_000
/** A tick this late was held back: the machine slept, or the tab is hidden and its timers throttled. */
const LATE_MS = 4_000
/** A suspect WebSocket has this long to answer a ping. */
export const ANSWER_MS = 2_000
/** Dead after this many heartbeats of silence (PROTOCOL "Liveness"). */
const SILENT_HEARTBEATS = 2

export interface WatchdogDeps {
  readonly clock: Clock
  /** Asks for a sign of life; `false` when the transport cannot, and only waiting for a heartbeat is left. */
  readonly ask: () => boolean
  /** Whether what is shown may still be called live. */
  readonly onSuspect: (suspect: boolean) => void
  readonly onDead: () => void
}

export interface Watchdog {
  /** Anything has come in. */
  heard(): void
  /** The machine woke or the tab came back: looks at once. */
  check(): void
  /** Epoch milliseconds of the last sign of life. */
  heardAt(): number
  stop(): void
}

/**
 * Tells a dead link from a throttled timer. Silence alone kills only if the clock was watched throughout; after a late
 * tick the link is first asked for a sign of life, since its messages may be waiting behind the timer.
 */
export function startWatchdog(deps: WatchdogDeps, options: { heartbeatMs: number }): Watchdog {
  const { clock } = deps
  const stamp = () => ({ mono: clock.monotonic(), wall: clock.now() })
  let heard = stamp()
  let ticked = stamp()
  let suspectAt: number | undefined
  let graceMs = ANSWER_MS
  let cancel = clock.setTimer(tick, TICK_MS)

  return {
    heard() {
      heard = stamp()
      if (suspectAt === undefined) return
      suspectAt = undefined
      deps.onSuspect(false)
    },
    check() {
      if (suspectAt === undefined) look({ watched: false })
    },
    heardAt: () => heard.wall,
    stop: () => cancel(),
  }

  function tick(): void {
    const late = elapsedSince(ticked) - TICK_MS > LATE_MS
    ticked = stamp()
    cancel = clock.setTimer(tick, TICK_MS)
    if (suspectAt === undefined) look({ watched: !late })
    else if (clock.monotonic() - suspectAt >= graceMs) die()
  }

  function look({ watched }: { watched: boolean }): void {
    if (elapsedSince(heard) <= options.heartbeatMs * SILENT_HEARTBEATS) {
      if (!watched) deps.ask()
    } else if (watched) {
      die()
    } else {
      suspectAt = clock.monotonic()
      deps.onSuspect(true)
      graceMs = deps.ask() ? ANSWER_MS : options.heartbeatMs + ANSWER_MS
    }
  }

  function die(): void {
    cancel()
    deps.onDead()
  }

  /** Some monotonic clocks stand still while the machine sleeps, the wall clock never does. */
  function elapsedSince(from: { mono: number; wall: number }): number {
    return Math.max(clock.monotonic() - from.mono, clock.now() - from.wall)
  }
}
