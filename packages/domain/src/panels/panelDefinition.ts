import type { DefaultPanel, PanelKind, PanelUnit } from '@nobet/contracts'

/** What the panel itself keeps of the last hour, when there is no Prometheus to ask. */
export type OwnSeries = 'probe-latency' | 'stream-events' | 'stream-connections'

/**
 * One panel of a module, as data. `promql` may say `$module` (the id), `$server` (label matchers of the module's own
 * metrics) and `$__rate` (a window that holds at least four scrapes).
 */
export interface PanelDefinition {
  readonly id: string
  /** Absent for the default ones, whose names are in the catalogues of the page. */
  readonly title?: string
  readonly unit: PanelUnit
  readonly kind: PanelKind
  readonly promql: string
  /** Name of a line, with `{{label}}` in it. */
  readonly legend: string
  /** In the panel's unit. */
  readonly thresholds: readonly number[]
  /** Lines that are zero throughout are left out, unless all of them are. */
  readonly omitZero?: true
  readonly own?: OwnSeries
  /** The histogram whose exemplars are traces of what is drawn. */
  readonly exemplars?: string
}

export type DefaultPanels = { readonly [Id in DefaultPanel]: PanelDefinition & { readonly id: Id } }
