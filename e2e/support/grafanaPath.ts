import { ask } from './ask.ts'
import type { Stack } from './stack.ts'

const DATASOURCE = 'api/grafana/api/datasources/proxy/uid/prometheus'

/** Grafana's way to Prometheus, through the panel: its data source by uid, and the call its boards make. */
export function openGrafanaPath({ panel }: Pick<Stack, 'panel'>) {
  const readJson = async (
    url: string,
    init?: Parameters<typeof ask>[1],
  ): Promise<Readonly<Record<string, unknown>>> => {
    const { status, body, json } = await ask(url, init)
    if (status !== 200) throw new Error(`${url} answered ${status}: ${body.slice(0, 300)}`)
    return json
  }
  const get = (path: string, query: Readonly<Record<string, string>>) =>
    readJson(`${panel}/${DATASOURCE}/api/v1/${path}?${new URLSearchParams(query)}`)

  return {
    /** The one number an instant query gives; `undefined` when it gives none. */
    async number(query: string): Promise<number | undefined> {
      // Prometheus' own answer to an instant query.
      const { data } = (await get('query', { query })) as { data: { result: { value: [number, string] }[] } }
      if (data.result.length > 1) throw new Error(`${query} gives ${data.result.length} series`)
      const text = data.result[0]?.value[1]
      return text === undefined ? undefined : Number(text)
    },
    /** The newest number of the same, asked as a board asks. */
    async boardNumber(expr: string): Promise<number | undefined> {
      const query = { refId: 'A', expr, instant: true, datasource: { type: 'prometheus', uid: 'prometheus' } }
      const body = JSON.stringify({ queries: [query], from: String(Date.now() - 60_000), to: String(Date.now()) })
      const headers = { 'content-type': 'application/json' }
      const answer = await readJson(`${panel}/api/grafana/api/ds/query`, { method: 'POST', headers, body })
      // Grafana's columnar frames: a column of times, one of values.
      const { results } = answer as { results: { A: { frames: { data: { values: number[][] } }[] } } }
      return results.A.frames[0]?.data.values.at(-1)?.at(-1)
    },
    /** Trace ids of the exemplars of the last minutes. */
    async exemplars(query: string): Promise<readonly string[]> {
      const now = Date.now() / 1_000
      const answer = await get('query_exemplars', { query, start: String(now - 300), end: String(now + 60) })
      const { data } = answer as { data: { exemplars: { labels: { trace_id?: string } }[] }[] }
      return data.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id ?? ''))
    },
  }
}
