import type { ModuleView } from '@nobet/contracts'

/** p95 of the last hour, else the last probe's time; a probe that failed took time but measured nothing. */
export const toLatencyMs = ({ latencyMs, durationMs, failures }: ModuleView): number | null =>
  latencyMs?.p95 ?? (failures > 0 ? null : durationMs)
