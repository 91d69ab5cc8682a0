import type { ModuleSamples, PanelColumns, Sample } from '@nobet/contracts'
import type { OwnSeries } from './panelDefinition.ts'

const MS_PER_SECOND = 1_000
const SECONDS_PER_MINUTE = 60
/** Probes are spread by a fifth and repeated when they fail: only past this is one missing. */
const STEP_INTERVALS = 5 / 3

/** The panel's own samples of the range, in the units of the panel they stand in for. */
export function toOwnColumns(
  { samples }: ModuleSamples,
  own: OwnSeries,
  { from, to, intervalMs }: { readonly from: number; readonly to: number; readonly intervalMs: number },
): PanelColumns {
  const within = samples.filter(({ time }) => Date.parse(time) >= from && Date.parse(time) <= to)
  const series = LINES[own].map(({ name, pick }) => ({ name, values: within.map(pick) }))
  const times = within.map(({ time }) => Date.parse(time))
  return { times, series, stepMs: Math.round(intervalMs * STEP_INTERVALS), from, to }
}

const LINES: Readonly<Record<OwnSeries, readonly { name: string; pick: (sample: Sample) => number | null }[]>> = {
  'probe-latency': [
    { name: 'whole', pick: ({ latencyMs }) => scale(latencyMs, MS_PER_SECOND) },
    { name: 'list', pick: ({ listMs }) => scale(listMs, MS_PER_SECOND) },
  ],
  'stream-events': [{ name: 'all', pick: ({ eventsPerMinute }) => scale(eventsPerMinute, SECONDS_PER_MINUTE) }],
  'stream-connections': [{ name: 'streams', pick: ({ connections }) => connections }],
}

const scale = (value: number | null, by: number): number | null => (value === null ? null : value / by)
