import type { PanelColumns, PanelView } from '@nobet/contracts'
import { dashOf, toneOf } from '../../../ui/chart/looks.ts'
import type { ChartSeries, ChartThreshold, ChartTone } from '../../../ui/chart/series.ts'

/** Quantiles of one thing are one hue; everything else has a tone of its own. */
const QUANTILES: Readonly<Record<string, ChartTone>> = { p50: 'q50', p95: 'q95', p99: 'q99' }

/** Columns as lines of a chart, in the order they came; `toLabel` says a known name in the reader's language. */
export function toLines(
  { series }: Pick<PanelColumns, 'series'>,
  kind: PanelView['kind'],
  toLabel: (name: string) => string,
): ChartSeries[] {
  return series.map(({ name, values }, at) => ({
    id: `${at}:${name}`,
    label: toLabel(name),
    values,
    ...lookOf(kind),
    ...(QUANTILES[name] === undefined ? { tone: toneOf(at), ...dashOf(at) } : { tone: QUANTILES[name] }),
  }))
}

/** A limit is drawn once figures come this near to it: far above them it would flatten what there is. */
const NEAR_SHARE = 0.25

export function toLimits(
  thresholds: readonly number[],
  { series }: Pick<PanelColumns, 'series'>,
  label: string,
): ChartThreshold[] {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  return thresholds.filter((value) => highest >= NEAR_SHARE * value).map((value) => ({ value, label, tone: 'warn' }))
}

function lookOf(kind: PanelView['kind']): Pick<ChartSeries, 'look' | 'stack'> {
  switch (kind) {
    case 'lines':
      return {}
    case 'stacked':
      return { look: 'area', stack: 'all' }
    case 'bars':
      return { look: 'bar', stack: 'all' }
  }
}
