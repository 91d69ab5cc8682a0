import type { MockWorld, TimelineEntry } from '../world/mockWorld.ts'

/** One entry in its turn of the loop. `at` is virtual milliseconds since the world began, `shiftMs` where its turn did. */
export interface Happening {
  readonly entry: TimelineEntry
  readonly at: number
  readonly shiftMs: number
}

export interface Playback {
  /** What happens up to and including `until`, in order, each exactly once. */
  advance(until: number): Happening[]
  /** When the next entry is due, `undefined` when nothing will ever happen. */
  nextAt(): number | undefined
}

/** A world's timeline unrolled: history once, then the rest again and again. */
export function createPlayback(world: Pick<MockWorld, 'timeline' | 'durationMs'>): Playback {
  const history = world.timeline.filter((entry) => entry.atMs < 0)
  const present = world.timeline.filter((entry) => entry.atMs >= 0)
  let done = 0

  const happening = (index: number): Happening | undefined => {
    const past = history[index]
    if (past !== undefined) return { entry: past, at: past.atMs, shiftMs: 0 }
    const turn = Math.floor((index - history.length) / present.length)
    const entry = present[(index - history.length) % present.length]
    const shiftMs = turn * world.durationMs
    return entry === undefined ? undefined : { entry, at: entry.atMs + shiftMs, shiftMs }
  }

  return {
    nextAt: () => happening(done)?.at,
    advance(until) {
      const due: Happening[] = []
      for (let next = happening(done); next !== undefined && next.at <= until; next = happening(done)) {
        due.push(next)
        done += 1
      }
      return due
    },
  }
}
