import type { Clock } from '../clock.ts'
import type { LeaveSignal } from './leaving.ts'

export type Place = 'got' | 'full' | 'late' | 'cancelled'

export interface BulkheadOptions {
  readonly places: number
  readonly queue: number
  /** Milliseconds one may wait for a place. */
  readonly waitMs: number
}

/** So many at once and so many waiting, in order: one slow upstream cannot take what the others need. */
export interface Bulkhead {
  /** `got`: call {@link release} when done. `full`: nobody more may wait. `late`: waited too long. */
  acquire(signal: LeaveSignal): Place | Promise<Place>
  release(): void
}

export function createBulkhead(clock: Pick<Clock, 'setTimer'>, { places, queue, waitMs }: BulkheadOptions): Bulkhead {
  const waiting = new Set<(place: Place) => void>()
  let taken = 0

  const wait = (signal: LeaveSignal) =>
    new Promise<Place>((resolve) => {
      const end = (place: Place) => {
        waiting.delete(end)
        cancel()
        signal.removeEventListener('abort', onAbort)
        resolve(place)
      }
      const onAbort = () => end('cancelled')
      const cancel = clock.setTimer(() => end('late'), waitMs)
      signal.addEventListener('abort', onAbort)
      waiting.add(end)
    })

  return {
    acquire(signal) {
      if (signal.aborted) return 'cancelled'
      if (taken < places) {
        taken += 1
        return 'got'
      }
      return waiting.size < queue ? wait(signal) : 'full'
    },
    release() {
      const [next] = waiting
      if (next === undefined) taken -= 1
      else next('got')
    },
  }
}
