import type { BoardJson } from '../readBoards.ts'

const SPAN_S = 300
const STEP_S = 5
/** What Grafana fills in for the stack's scrape interval and a span of five minutes. */
const BUILT_IN = { __rate_interval: '15s', __interval: '5s', __range: '300s' }
const VALUES: Readonly<Record<string, string>> = { ...BUILT_IN, module: 'finbot', instance: '.*', project: '.*' }

/** One query of a board, its variables filled in. */
export interface BoardQuery {
  /** `board/panel: query`, as committed. */
  readonly name: string
  readonly expr: string
  readonly isInstant: boolean
}

/** Every query of every board: panels, variables and annotations. */
export const queriesOf = (boards: readonly BoardJson[]): BoardQuery[] =>
  boards.flatMap(({ uid, panels, templating, annotations }) => [
    ...panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, instant }) => toQuery(`${uid}/${title}`, expr, instant === true)),
    ),
    ...annotations.list.flatMap(({ expr }) => (expr === undefined ? [] : [toQuery(`${uid}/annotation`, expr, false)])),
    ...templating.list.flatMap(({ name, query = '' }) => {
      const [, metric] = /^label_values\((\w+), \w+\)$/.exec(query) ?? []
      return metric === undefined ? [] : [toQuery(`${uid}/$${name}`, metric, true)]
    }),
  ])

const toQuery = (where: string, expr: string, isInstant: boolean): BoardQuery => ({
  name: `${where}: ${expr}`,
  expr: expr.replaceAll(/\$(\w+)/g, (whole, name: string) => VALUES[name] ?? whole),
  isInstant,
})

/** Whether the query has a finite value now, or for a range within the last five minutes; rejects when it is refused. */
export async function hasData(prometheus: string, { expr, isInstant }: BoardQuery, headers = {}): Promise<boolean> {
  const now = Date.now() / 1000
  const range = { start: String(now - SPAN_S), end: String(now), step: String(STEP_S) }
  const path = isInstant ? 'query' : 'query_range'
  const response = await fetch(`${prometheus}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ query: expr, ...(isInstant ? {} : range) }).toString(),
  })
  // Prometheus' own answer.
  const body = (await response.json()) as { error?: string; data?: { result: Series[] } }
  if (body.data === undefined) throw new Error(`${expr}: ${body.error ?? response.status}`)
  return body.data.result.some(({ value, values = [] }) =>
    [value, ...values].some((sample) => sample !== undefined && Number.isFinite(Number(sample[1]))),
  )
}

interface Series {
  readonly value?: readonly [number, string]
  readonly values?: readonly (readonly [number, string])[]
}
