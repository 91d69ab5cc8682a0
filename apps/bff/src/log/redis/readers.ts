import type { Clock } from '../../clock.ts'
import type { LogBounds } from '../eventLog.ts'

/** The tail brings what others wrote within milliseconds; past this the caller is answered all the same. */
const PATIENCE_MS = 1000

interface Waiter {
  readonly epoch: string
  readonly offset: number
  readonly resolve: () => void
}

/** Waits until this process has read up to an offset. Bounded by the appends and the readers in flight. */
export function createReaders(clock: Pick<Clock, 'setTimer'>) {
  const waiters = new Set<Waiter>()
  return {
    until(epoch: string, offset: number): Promise<void> {
      return new Promise((done) => {
        const resolve = () => {
          cancel()
          waiters.delete(waiter)
          done()
        }
        const cancel = clock.setTimer(() => resolve(), PATIENCE_MS)
        const waiter: Waiter = { epoch, offset, resolve }
        waiters.add(waiter)
      })
    },
    reached(bounds: LogBounds) {
      for (const waiter of waiters) {
        if (waiter.epoch !== bounds.epoch || waiter.offset <= bounds.head) waiter.resolve()
      }
    },
    release() {
      for (const waiter of waiters) waiter.resolve()
    },
  }
}
