import type { FindingCode, Rung } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'
import { ProbeFault } from './probeFault.ts'
import type { ProbeBudget } from './probeTarget.ts'

type Stage = 'http' | 'discover' | 'list'

const TIMED_OUT = {
  http: 'http_timeout',
  discover: 'discover_timeout',
  list: 'list_timeout',
} as const satisfies Record<Stage, FindingCode>

export interface Stopwatch {
  readonly signal: AbortSignal
  readonly stage: () => Rung
  /** Starts the budget of the next stage; the budget of the whole runs on. */
  readonly enter: (stage: Stage) => void
  readonly abort: (fault: ProbeFault) => void
  readonly fault: () => ProbeFault | undefined
  /** The promise, or the fault that ended the climb, whichever comes first: no promise of the client can hold us. */
  readonly race: <T>(work: Promise<T>) => Promise<T>
  readonly stop: () => void
}

/** Ends a climb that takes longer than the stage it is in, or than all of it, may take. */
export function createStopwatch(clock: Clock, budget: ProbeBudget): Stopwatch {
  const stageMs: Record<Stage, number> = { http: budget.httpMs, discover: budget.discoverMs, list: budget.listMs }
  const controller = new AbortController()
  let stage: Stage = 'http'
  let fault: ProbeFault | undefined
  let reject: (fault: ProbeFault) => void = () => undefined
  const aborted = new Promise<never>((_, rejectAborted) => {
    reject = rejectAborted
  })
  aborted.catch(() => undefined)

  const abort = (why: ProbeFault): void => {
    if (fault !== undefined) return
    fault = why
    reject(why)
    controller.abort(why)
  }
  const expire = (ms: number) => () => abort(new ProbeFault(stage, TIMED_OUT[stage], { ms }))
  const cancelTotal = clock.setTimer(expire(budget.totalMs), budget.totalMs)
  let cancelStage: () => void = () => undefined

  return {
    signal: controller.signal,
    stage: () => stage,
    enter(next) {
      stage = next
      cancelStage()
      cancelStage = clock.setTimer(expire(stageMs[next]), stageMs[next])
    },
    abort,
    fault: () => fault,
    race(work) {
      work.catch(() => undefined)
      return Promise.race([work, aborted])
    },
    stop() {
      cancelTotal()
      cancelStage()
    },
  }
}
