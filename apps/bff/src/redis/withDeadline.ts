import type { Clock } from '../clock.ts'

export class DeadlineError extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
  }
}

/** Rejects with {@link DeadlineError} when nothing came within `ms`; what comes later is dropped. */
export function withDeadline<T>(clock: Pick<Clock, 'setTimer'>, ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(() => reject(new DeadlineError(ms)), ms)
    work.then(resolve, reject).finally(cancel)
  })
}
