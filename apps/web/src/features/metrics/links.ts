import type { TimeRange } from '../../shell/range/readRange.ts'

const GRAFANA_UID = 'prometheus'

interface Asked {
  readonly expressions: readonly string[]
  readonly range: TimeRange
  readonly mode: 'range' | 'instant'
}

/** The same queries in Prometheus' own page, over the same time. */
export function toPrometheusUrl(base: string, { expressions, range, mode }: Asked): string {
  const search = new URLSearchParams()
  for (const [at, expr] of expressions.entries()) {
    search.set(`g${at}.expr`, expr)
    search.set(`g${at}.tab`, mode === 'range' ? '0' : '1')
    search.set(`g${at}.range_input`, range.kind === 'relative' ? range.text : toSeconds(range.to - range.from))
    if (range.kind === 'absolute') {
      search.set(`g${at}.end_input`, toClock(range.to))
      search.set(`g${at}.moment_input`, toClock(range.to))
    }
  }
  return `${base.replace(/\/$/, '')}/graph?${search}`
}

/** The same queries in Grafana's Explore, over the same time. */
export function toExploreUrl(base: string, { expressions, range, mode }: Asked): string {
  const datasource = { type: 'prometheus', uid: GRAFANA_UID }
  const queries = expressions.map((expr, at) => ({
    refId: toRef(at),
    datasource,
    expr,
    range: mode === 'range',
    instant: mode === 'instant',
  }))
  const ends =
    range.kind === 'relative'
      ? { from: `now-${toSeconds(range.ms)}`, to: 'now' }
      : { from: String(range.from), to: String(range.to) }
  const panes = JSON.stringify({ nobet: { datasource: GRAFANA_UID, queries, range: ends } })
  return `${base.replace(/\/$/, '')}/explore?${new URLSearchParams({ schemaVersion: '1', panes })}`
}

/** A, B, C: what a query is called, here and in Grafana. */
export const toRef = (at: number): string => String.fromCharCode('A'.charCodeAt(0) + at)

const toSeconds = (ms: number): string => `${Math.round(ms / 1_000)}s`
const toClock = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
