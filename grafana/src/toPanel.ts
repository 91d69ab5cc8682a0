import * as common from '@grafana/grafana-foundation-sdk/common'
import type * as cog from '@grafana/grafana-foundation-sdk/cog'
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard'
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as StatesBuilder } from '@grafana/grafana-foundation-sdk/statetimeline'
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table'
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { moduleLinks } from './links.ts'
import type { PanelSpec, Query } from './panelSpec.ts'

/** Uids that provisioning gives the data sources, and that the panel asks by. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' } as const

const STAT_HEIGHT = 4
const HEIGHT = 8
const STAT_WIDTH = 6
const WIDTH = 12

/** The panel of Grafana for a spec; where it stands is the board's to say. */
export function toPanel(spec: PanelSpec, id: number): cog.Builder<dashboard.Panel> {
  const isStat = spec.kind === 'stat'
  const builder = toBuilder(spec)
    .id(id)
    .title(spec.title)
    .description(spec.description)
    .datasource(PROMETHEUS)
    .height(isStat ? STAT_HEIGHT : HEIGHT)
    .span(spec.width ?? (isStat ? STAT_WIDTH : WIDTH))
    .targets(spec.queries.map((query, at) => toTarget(query, at, spec)))
    .thresholds(toThresholds(spec))
  if (spec.unit !== undefined) builder.unit(spec.unit)
  if (spec.moduleLabel !== undefined) builder.dataLinks(moduleLinks(spec.moduleLabel))
  return builder
}

/** What all kinds of panel builders can do. */
interface AnyBuilder extends cog.Builder<dashboard.Panel> {
  id(id: number): AnyBuilder
  title(title: string): AnyBuilder
  description(text: string): AnyBuilder
  datasource(ref: common.DataSourceRef): AnyBuilder
  height(rows: number): AnyBuilder
  span(columns: number): AnyBuilder
  targets(targets: cog.Builder<cog.Dataquery>[]): AnyBuilder
  thresholds(thresholds: cog.Builder<dashboard.ThresholdsConfig>): AnyBuilder
  unit(unit: string): AnyBuilder
  dataLinks(links: cog.Builder<dashboard.DashboardLink>[]): AnyBuilder
}

function toBuilder({ kind, red }: PanelSpec): AnyBuilder {
  switch (kind) {
    case 'stat':
      return new StatBuilder()
        .colorMode(common.BigValueColorMode.Value)
        .graphMode(common.BigValueGraphMode.None)
        .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    case 'table':
      return new TableBuilder()
    case 'states':
      return toStates()
    case 'lines':
      return toLines(red)
    case 'stacked':
      return toLines(red)
        .fillOpacity(20)
        .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'))
  }
}

/** Names of lines end in a word that says how bad it is; other lines are 1 and well, or 0 and not. */
const WORDS = [
  ['orange', '/ (degraded|stale|needs-auth|pending|not_configured|unknown)$|^(degraded|stale|needs-auth|unknown)$/'],
  ['red', '/(down|wedged|unavailable|auth-rejected|version-mismatch|firing|ready false)$/'],
] as const

function toStates(): StatesBuilder {
  const states = new StatesBuilder().showValue(common.VisibilityMode.Never).rowHeight(0.8).min(0).max(1)
  for (const [color, regexp] of WORDS) {
    states.overrideByRegexp(regexp, [{ id: 'color', value: { mode: 'fixed', fixedColor: color } }])
  }
  return states
}

function toLines(red: number | undefined): TimeseriesBuilder {
  const legend = new common.VizLegendOptionsBuilder()
    .displayMode(common.LegendDisplayMode.List)
    .placement(common.LegendPlacement.Bottom)
    .showLegend(true)
    .calcs(['lastNotNull'])
  const tooltip = new common.VizTooltipOptionsBuilder()
    .mode(common.TooltipDisplayMode.Multi)
    .sort(common.SortOrder.Descending)
  // Where nobody scraped there is a gap, not a bridge.
  const lines = new TimeseriesBuilder().min(0).lineWidth(1).spanNulls(false).legend(legend).tooltip(tooltip)
  if (red === undefined) return lines
  const style = new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed)
  return lines.thresholdsStyle(style)
}

function toTarget({ expr, legend, exemplar }: Query, at: number, { kind }: PanelSpec): cog.Builder<cog.Dataquery> {
  const target = new prometheus.DataqueryBuilder()
    .datasource(PROMETHEUS)
    .refId(String.fromCharCode(65 + at))
    .expr(expr)
    .legendFormat(legend)
  if (exemplar !== undefined) target.exemplar(true)
  if (kind === 'table') return target.format(prometheus.PromQueryFormat.Table).instant()
  return kind === 'stat' ? target.instant() : target.range()
}

function toThresholds({
  kind,
  red,
  redBelow = kind === 'states' ? 1 : undefined,
}: PanelSpec): cog.Builder<dashboard.ThresholdsConfig> {
  const steps: dashboard.Threshold[] =
    redBelow === undefined
      ? [{ value: null, color: 'green' }, ...(red === undefined ? [] : [{ value: red, color: 'red' }])]
      : [
          { value: null, color: 'red' },
          { value: redBelow, color: 'green' },
        ]
  return new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute).steps(steps)
}
