/** One question to Prometheus and the name of its lines, with `{{label}}` in it. */
export interface Query {
  readonly expr: string
  readonly legend: string
  /** Dots on the line that lead to the trace. */
  readonly exemplar?: true
}

/** Grafana's names of units. */
type Unit = 's' | 'reqps' | 'percentunit' | 'bytes' | 'Bps' | 'short' | 'none' | 'ops' | 'dtdurations'

/** What a panel asks and how it is drawn; where it stands follows from the order and the widths. */
export interface PanelSpec {
  readonly kind: 'lines' | 'stacked' | 'stat' | 'table' | 'states'
  readonly title: string
  /** Shown at the panel's (i): what it means, and what to make of it at night. */
  readonly description: string
  readonly unit?: Unit
  readonly queries: readonly Query[]
  /** Of 24 columns; each row adds up to 24. Default: 6 for a figure, 12 otherwise. */
  readonly width?: number
  /** From here on it is red. For `lines` a line is drawn there. */
  readonly red?: number
  /** Below this it is red. */
  readonly redBelow?: number
  /** The label of its lines that names a module; a click on a line leads to that module, here and in the panel. */
  readonly moduleLabel?: 'module' | 'job'
}
