import { MODULE_STATES, type ModuleState } from '@nobet/contracts'
import type { Metrics } from '../../metrics/metrics.ts'
import type { Observation } from './probeModule.ts'

const MS_PER_SECOND = 1_000

export type ProbeMetrics = Pick<
  Metrics,
  'moduleUp' | 'moduleState' | 'probeSeconds' | 'probeSessions' | 'clientOperation'
>

/** The probe as Prometheus sees it. `module` is a configured id, never a value from the wire. */
export function countObservation(
  metrics: ProbeMetrics,
  module: string,
  { after, climb, sessions, operations }: Observation,
): void {
  setModuleState(metrics, module, after.state)
  for (const { rung, ms } of climb.result.rungs) {
    if (ms !== undefined) metrics.probeSeconds.observe({ module, rung }, ms / MS_PER_SECOND)
  }
  for (const { method, durationMs, errorType } of operations) {
    const labels = { module, mcp_method_name: method, ...(errorType === undefined ? {} : { error_type: errorType }) }
    metrics.clientOperation.observe(labels, durationMs / MS_PER_SECOND)
  }
  for (const session of sessions) {
    if (session === 'none') continue
    metrics.probeSessions.inc({ module, event: 'opened' })
    metrics.probeSessions.inc({ module, event: session })
  }
}

/** One for the present state, zero for all others, so that no former state lingers. */
export function setModuleState(
  metrics: Pick<Metrics, 'moduleUp' | 'moduleState'>,
  module: string,
  present: ModuleState,
): void {
  for (const state of MODULE_STATES) metrics.moduleState.set({ module, state }, state === present ? 1 : 0)
  metrics.moduleUp.set({ module }, present === 'healthy' || present === 'degraded' ? 1 : 0)
}
