import * as z from 'zod/mini'
import { MODULE_ID_PATTERN } from '../moduleId.ts'
import { Timestamp } from '../time.ts'
import { sourced } from './sourced.ts'

/** What a module's page shows without a word of configuration. */
export const DEFAULT_PANELS = [
  'latency',
  'request-rate',
  'error-ratio',
  'stream-connections',
  'stream-events',
  'cache-hit-ratio',
  'probe-latency',
] as const
export type DefaultPanel = (typeof DEFAULT_PANELS)[number]

export const isDefaultPanel = (id: string): id is DefaultPanel => DEFAULT_PANELS.some((known) => known === id)

export const PANEL_LIMITS = {
  /** Panels operators saved, over all modules. */
  saved: 100,
  /** Panels the configuration adds, in one list. */
  configured: 50,
  promqlChars: 4_000,
  titleChars: 80,
  legendChars: 200,
  thresholds: 5,
  /** Lines of one answer; what is beyond is counted and left out. */
  series: 40,
  widthMin: 20,
  widthMax: 4_000,
  spanMinMs: 1_000,
  spanMaxMs: 366 * 24 * 60 * 60_000,
} as const

export const PANEL_UNITS = [
  'seconds',
  'ms',
  'bytes',
  'ratio',
  'percent',
  'perSecond',
  'perMinute',
  'count',
  'number',
] as const
export const PanelUnit = z.enum(PANEL_UNITS)
export type PanelUnit = z.infer<typeof PanelUnit>

export const PANEL_KINDS = ['lines', 'stacked', 'bars'] as const
export const PanelKind = z.enum(PANEL_KINDS)
export type PanelKind = z.infer<typeof PanelKind>

export const PanelId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected a panel id: 1-64 of a-z, 0-9 and "-"'))
export const PanelTitle = text(PANEL_LIMITS.titleChars)
export const PanelPromql = text(PANEL_LIMITS.promqlChars)
/** Name of a line: text with `{{label}}` in it. */
export const PanelLegend = z.string().check(z.maxLength(PANEL_LIMITS.legendChars))
export const PanelThresholds = z.array(z.number()).check(z.maxLength(PANEL_LIMITS.thresholds))

/** One panel of a module as it is asked and drawn. `title` is absent where `id` is one of {@link DEFAULT_PANELS}. */
export const PanelView = z.looseObject({
  id: z.string(),
  title: z.optional(z.string()),
  unit: PanelUnit,
  kind: PanelKind,
  /** With the module and the rate window filled in, for the range of an hour. */
  promql: z.string(),
  legend: z.string(),
  thresholds: z.array(z.number()),
  origin: z.enum(['default', 'config', 'saved']),
  /** For whom an operator saved it; absent: every module. */
  module: z.optional(z.string()),
  savedBy: z.optional(z.string()),
  savedAt: z.optional(Timestamp),
})
export type PanelView = z.infer<typeof PanelView>

/** `GET /api/v1/modules/:id/panels`. Addresses are without credentials; `null` where nothing is configured. */
export const ModulePanels = z.looseObject({
  module: z.string(),
  panels: z.array(PanelView),
  /** Where saved panels live: `memory` is lost with the process. */
  storage: z.enum(['redis', 'memory']),
  /** Set when the saved panels cannot be read now; the others are here. */
  savedError: z.optional(z.string()),
  prometheusUrl: z.nullable(z.string()),
  grafanaUrl: z.nullable(z.string()),
})
export type ModulePanels = z.infer<typeof ModulePanels>

/** Columns on shared times, epoch milliseconds, ascending; `null` was not observed. */
export const PanelColumns = z.looseObject({
  times: z.array(z.number()),
  series: z.array(z.looseObject({ name: z.string(), values: z.array(z.nullable(z.number())) })),
  /** Points further apart than one and a half of this have something missing between them. */
  stepMs: z.number(),
  from: z.number(),
  to: z.number(),
  exemplars: z.optional(z.array(z.looseObject({ at: z.number(), value: z.number(), traceId: z.string() }))),
  /** Lines beyond {@link PANEL_LIMITS}`.series` that are not here. */
  leftOut: z.optional(z.number()),
})
export type PanelColumns = z.infer<typeof PanelColumns>

/** `GET /api/v1/modules/:id/panels/:panel`; `source` is `prometheus`, or `panel` for the panel's own last hour. */
export const PanelAnswer = sourced(PanelColumns)

/** `POST /api/v1/panels` */
export const SavePanel = z.strictObject({
  /** Absent: for every module. */
  module: z.optional(z.string().check(z.regex(MODULE_ID_PATTERN, 'expected a module id'))),
  title: PanelTitle,
  /** May say `$module`, `$server` (labels of the module's own metrics) and `$__rate`. */
  promql: PanelPromql,
  unit: PanelUnit,
  kind: z._default(PanelKind, 'lines'),
  legend: z._default(PanelLegend, ''),
  thresholds: z._default(PanelThresholds, []),
})
export type SavePanel = z.infer<typeof SavePanel>

export const SavedPanel = z.looseObject({
  id: z.string(),
  module: z.optional(z.string()),
  title: z.string(),
  promql: z.string(),
  unit: PanelUnit,
  kind: PanelKind,
  legend: z.string(),
  thresholds: z.array(z.number()),
  savedBy: z.string(),
  savedAt: Timestamp,
})
export type SavedPanel = z.infer<typeof SavedPanel>

/** `data` of `console.panels.changed`. */
export const PanelsChanged = z.looseObject({
  panel: z.string(),
  title: z.string(),
  change: z.enum(['saved', 'removed']),
  by: z.string(),
})
export type PanelsChanged = z.infer<typeof PanelsChanged>

function text(charactersMax: number) {
  return z.string().check(z.trim(), z.minLength(1), z.maxLength(charactersMax))
}
