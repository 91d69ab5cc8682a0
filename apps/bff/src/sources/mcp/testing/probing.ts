import type { Era } from '@nobet/contracts'
import { systemClock } from '../../../clock.ts'
import { climbLadder } from '../climbLadder.ts'
import { PROBE_BUDGET, type ProbeBudget } from '../probeTarget.ts'

/** Wide where a loaded machine must not fail a good server. */
export const PATIENT: ProbeBudget = {
  ...PROBE_BUDGET,
  dnsMs: 20_000,
  tcpMs: 20_000,
  httpMs: 20_000,
  discoverMs: 20_000,
  listMs: 20_000,
  totalMs: 30_000,
  closeMs: 10_000,
  slowListMs: 20_000,
}

export interface ClimbOptions {
  readonly budget?: Partial<ProbeBudget>
  readonly token?: string
  readonly era?: Era
  readonly traceparent?: string
}

/** One climb of a server at this URL. */
export const climb = (url: string, { budget, token, era, traceparent }: ClimbOptions = {}) =>
  climbLadder({ id: 'x', title: 'X', url, ...(token === undefined ? {} : { token }) }, era, {
    clock: systemClock,
    budget: { ...PATIENT, ...budget },
    version: '0.0.0',
    traceparent,
  })
