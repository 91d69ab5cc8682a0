import { median } from '../result.ts'
import type { FaultRow } from './measureFaults.ts'
import type { Run, Scenario } from './measure.ts'

/** Dimensionless, from one run: these travel from machine to machine, figures do not. */
export interface Ratio {
  readonly name: string
  readonly value: number
  readonly better: 'higher' | 'lower'
  /** By PERF: what was promised. */
  readonly target?: number
  /** Share by which it may be worse than the baseline before the bench fails. */
  readonly tolerance: number
}

export interface Measured {
  readonly scenario: Scenario
  readonly runs: readonly Run[]
}

/** Throughput of programs that share two cores with their client moves by a quarter from run to run. */
const THROUGHPUT_TOLERANCE = 0.35
const CPU_TOLERANCE = 0.35
/** A few milliseconds against a few milliseconds. */
const AT_ONCE_TOLERANCE = 4
const BUDGET_TOLERANCE = 0.5
const AT_ONCE_BELOW_MS = 400

export function toRatios(all: readonly Measured[], faults: readonly FaultRow[], flights: number): readonly Ratio[] {
  const of = (key: string, peer: string, pick: (run: Run) => number) => {
    const measured = all.find(({ scenario }) => keyOf(scenario) === key)
    return median((measured?.runs ?? []).filter((run) => run.peer === peer).map(pick))
  }
  const perS = (key: string, peer: string) => of(key, peer, (run) => run.perS)
  const cpuMs = (key: string, peer: string) => of(key, peer, (run) => run.cpuMs)
  const faster = (name: string, value: number, target?: number): Ratio => ({
    name,
    value,
    better: 'higher',
    tolerance: THROUGHPUT_TOLERANCE,
    ...(target === undefined ? {} : { target }),
  })
  const cheaper = (name: string, value: number, target: number): Ratio => ({
    name,
    value,
    better: 'lower',
    tolerance: CPU_TOLERANCE,
    target,
  })
  const [still, miss, zipped] = ['static miss identity', 'prometheus miss identity', 'prometheus miss gzip'] as const
  const [hit, zippedHit] = ['prometheus hit identity', 'prometheus hit gzip'] as const
  return [
    faster('miss, identity: ours / direct', perS(miss, 'nobet') / perS(miss, 'direct'), 0.95),
    faster(
      'miss, identity: http-proxy-middleware / direct',
      perS(miss, 'http-proxy-middleware') / perS(miss, 'direct'),
    ),
    faster('miss, identity: hono/proxy / direct', perS(miss, 'hono/proxy') / perS(miss, 'direct')),
    faster('miss, gzip: ours / direct', perS(zipped, 'nobet') / perS(zipped, 'direct'), 2.5),
    faster('hit, identity: ours / direct miss', perS(hit, 'nobet') / perS(miss, 'direct'), 15),
    faster('hit, gzip: ours / direct miss', perS(zippedHit, 'nobet') / perS(zipped, 'direct'), 100),
    faster('hit, identity: ours / static server', perS(hit, 'nobet') / perS(still, 'direct'), 0.7),
    cheaper(
      'CPU a miss: ours / http-proxy-middleware',
      cpuMs(still, 'nobet') / cpuMs(still, 'http-proxy-middleware'),
      1,
    ),
    cheaper('CPU a miss: ours / hono/proxy', cpuMs(still, 'nobet') / cpuMs(still, 'hono/proxy'), 0.25),
    { name: '50 at once: queries upstream', value: flights, better: 'lower', target: 1, tolerance: 0 },
    ...faults.map(toFaultRatio),
  ]
}

const toFaultRatio = ({ fault, firstMs, dueMs }: FaultRow): Ratio => ({
  name: `fault, ${fault}: first answer / due`,
  value: firstMs / dueMs,
  better: 'lower',
  tolerance: dueMs < AT_ONCE_BELOW_MS ? AT_ONCE_TOLERANCE : BUDGET_TOLERANCE,
})

export const keyOf = ({ upstream, kind, encoding }: Scenario): string => `${upstream} ${kind} ${encoding}`
