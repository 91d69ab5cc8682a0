import { type Finding, RUNGS, type Rung, type RungResult } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'

export type RungClock = ReturnType<typeof createRungClock>

const MICRO = 1_000

/** Keeps what each rung came to and how long it took; rungs never reached read as skipped. */
export function createRungClock(clock: Pick<Clock, 'monotonic'>) {
  const results = new Map<Rung, RungResult>()

  const pass = (rung: Rung, ms?: number): void => {
    results.set(rung, { rung, status: 'passed', ...(ms === undefined ? {} : { ms: round(ms) }) })
  }

  return {
    pass,
    skip: (rung: Rung): void => void results.set(rung, { rung, status: 'skipped' }),
    has: (rung: Rung): boolean => results.has(rung),
    fail(rung: Rung, detail: string, ms?: number): void {
      results.set(rung, { rung, status: 'failed', detail, ...(ms === undefined ? {} : { ms: round(ms) }) })
    },
    /** Runs one rung; a fault leaves its time to {@link fail}. */
    async time<T>(rung: Rung, climb: () => Promise<T>): Promise<T> {
      const started = clock.monotonic()
      const value = await climb()
      pass(rung, clock.monotonic() - started)
      return value
    },
    read: (): RungResult[] => RUNGS.map((rung) => results.get(rung) ?? { rung, status: 'skipped' }),
  }
}

const round = (ms: number): number => Math.round(ms * MICRO) / MICRO

/** What a failed rung shows beside its name. */
export const detailOf = ({ code, params }: Finding): string =>
  [code, ...Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`)].join(' ')
