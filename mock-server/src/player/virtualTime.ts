import { EpochMs, type Timestamp, toTimestamp } from '@nobet/contracts'
import type { Clock } from './clock.ts'

/** Longer waits are taken in pieces: timers overflow at 2^31 ms. */
const NAP_MAX_MS = 60_000

/** The time a world is played in. `t`: where it is entered; `speed`: virtual milliseconds a real one, 0 stands still. */
export interface VirtualTime {
  now(): number
  toWallMs(at: number): number
  toWall(at: number): Timestamp
  /** Calls back at `at` or on the way there; never while time stands still. The answer cancels. */
  wakeAt(at: number, callback: () => void): () => void
}

export function createVirtualTime(clock: Clock, { t, speed }: { readonly t: number; readonly speed: number }) {
  const startedAt = clock.now()
  const now = () => t + (clock.now() - startedAt) * speed
  // What lies behind the entry point keeps its true distance in time whatever the speed.
  const toWallMs = (at: number) => startedAt + (at <= t || speed === 0 ? at - t : (at - t) / speed)
  return {
    now,
    toWallMs,
    toWall: (at) => toTimestamp(EpochMs.parse(toWallMs(at))),
    wakeAt(at, callback) {
      if (speed === 0) return () => {}
      return clock.setTimer(callback, Math.min(NAP_MAX_MS, Math.max(1, Math.ceil((at - now()) / speed))))
    },
  } satisfies VirtualTime
}
