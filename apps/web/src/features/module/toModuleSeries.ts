import type { Sample } from '@nobet/contracts'

/** A probe later than this many of its intervals leaves a gap in the line. */
const GAP_AFTER_INTERVALS = 2.5

export interface ModuleSeries {
  /** Epoch milliseconds. */
  readonly times: readonly number[]
  readonly latencyMs: readonly (number | null)[]
  readonly listMs: readonly (number | null)[]
  readonly eventsPerMinute: readonly (number | null)[]
  readonly connections: readonly (number | null)[]
}

export interface SeriesRange {
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
}

/**
 * Columns for the charts. Before the first probe, where probes are missing, and after the last one when the next is
 * overdue, points without a value are put in, so that no line is drawn through time that nobody observed.
 */
export function toModuleSeries(
  samples: readonly Sample[],
  intervalMs: number,
  { from, to }: SeriesRange,
): ModuleSeries {
  const limit = GAP_AFTER_INTERVALS * intervalMs
  const rows: { at: number; sample: Sample | undefined }[] = []
  const first = samples[0]
  if (first !== undefined && Date.parse(first.time) - from > limit) rows.push({ at: from, sample: undefined })
  for (const sample of samples) {
    const at = Date.parse(sample.time)
    const before = rows.at(-1)
    if (before?.sample !== undefined && at - before.at > limit)
      rows.push({ at: before.at + intervalMs, sample: undefined })
    rows.push({ at, sample })
  }
  const last = rows.at(-1)
  if (last !== undefined && to - last.at > limit) rows.push({ at: to, sample: undefined })
  const column = (pick: (sample: Sample) => number | null) =>
    rows.map(({ sample }) => (sample === undefined ? null : pick(sample)))
  return {
    times: rows.map((row) => row.at),
    latencyMs: column((sample) => sample.latencyMs),
    listMs: column((sample) => sample.listMs),
    eventsPerMinute: column((sample) => sample.eventsPerMinute),
    connections: column((sample) => sample.connections),
  }
}
