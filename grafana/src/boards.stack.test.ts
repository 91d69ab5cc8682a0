import { BOARD_IDS, PANEL_VARIABLE } from '@nobet/domain/boards'
import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CANNOT_EXIST_HERE } from '../cannotExistHere.ts'
import { type BoardJson, readBoards } from './readBoards.ts'
import { type BoardQuery, hasData, queriesOf } from './stack/askPrometheus.ts'
import { driveRound } from './stack/driveTraffic.ts'
import { followEvents } from './stack/followEvents.ts'
import { type StackUrls, startStack } from './stack/startStack.ts'

const START_MS = 180_000
const DATA_MS = 120_000

const queries = queriesOf(readBoards())
const expected = queries.filter(({ name }) => !(name in CANNOT_EXIST_HERE))

describe('the boards, on the real Prometheus of a local stack', () => {
  let urls: StackUrls
  const endings: (() => Promise<void>)[] = []
  let silent: readonly BoardQuery[] = expected

  beforeAll(async () => {
    const stack = await startStack()
    endings.push(() => stack.stop())
    urls = stack.urls
    endings.push(await followEvents(urls.panel))
  }, START_MS)

  afterAll(async () => {
    for (const end of endings.toReversed()) await end()
  }, START_MS)

  test(
    'every query of every board returns data while the product is used',
    async () => {
      const startedAt = performance.now()
      for (let round = 0; silent.length > 0 && performance.now() - startedAt < DATA_MS; round += 1) {
        await driveRound(urls, round)
        silent = await withoutData(urls.prometheus, silent)
      }
      expect(silent.map(({ name }) => name)).toEqual([])
    },
    START_MS,
  )

  test('what cannot exist here is a query of a board, and does not exist here', async () => {
    const listed = queries.filter(({ name }) => name in CANNOT_EXIST_HERE)
    expect(listed.map(({ name }) => name).sort()).toEqual(Object.keys(CANNOT_EXIST_HERE).sort())
    expect(await withoutData(urls.prometheus, listed)).toEqual(listed)
  })

  test('the same answers come by the way of the panel and Grafana’s data source', async () => {
    const proxy = `${urls.panel}/api/grafana/api/datasources/proxy/uid/prometheus`
    const empty: string[] = []
    for (const query of expected) if (!(await hasData(proxy, query))) empty.push(query.name)
    expect(empty).toEqual([])
  })

  test('Grafana lists the boards of the table, and each leads back to this very panel', async () => {
    const { panel } = urls
    const found = await readJson<{ uid: string }[]>(`${panel}/api/grafana/api/search?type=dash-db`)
    expect(found.map(({ uid }) => uid).sort()).toEqual([...BOARD_IDS].sort())
    for (const uid of BOARD_IDS) {
      const url = `${panel}/api/grafana/api/dashboards/uid/${uid}`
      const { dashboard } = await readJson<{ dashboard: BoardJson }>(url)
      expect(dashboard.templating.list.find(({ name }) => name === PANEL_VARIABLE)?.query).toBe(panel)
    }
  })

  test(
    'a drift that the exporter tells is an alert in the panel within seconds, and leads to its board',
    async () => {
      const read = () => readJson<{ events: { event: Alert }[] }>(`${urls.panel}/api/v1/events?types=alert.firing`)
      const alert = await waitFor(
        async () => (await read()).events.find(({ event }) => event.data.alertname === 'ArgoCDAppOutOfSync'),
        { timeoutMs: DATA_MS },
      )
      expect(alert.event.data.annotations['grafana_url']).toBe(`${urls.grafana}/d/gitops`)
      expect(alert.event.data.annotations['dashboard_url']?.startsWith(`${urls.panel}/`)).toBe(true)
    },
    START_MS,
  )

  test(
    'a dot on the lines of delivery leads to a trace',
    async () => {
      const { prometheus, tempo } = urls
      const traceId = await waitFor(() => readTraceId(prometheus), { timeoutMs: DATA_MS })
      expect(traceId).toMatch(/^[0-9a-f]{32}$/)
      await waitFor(async () => (await fetch(`${tempo}/api/traces/${traceId}`)).ok, { timeoutMs: DATA_MS })
    },
    START_MS,
  )
})

/** An answer whose form the tests of the stand-in hold. */
async function readJson<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T
}

interface Alert {
  readonly data: { readonly alertname: string; readonly annotations: Readonly<Record<string, string>> }
}

async function withoutData(prometheus: string, asked: readonly BoardQuery[]): Promise<BoardQuery[]> {
  const answers = await Promise.all(asked.map((query) => hasData(prometheus, query)))
  return asked.filter((_query, at) => answers[at] === false)
}

async function readTraceId(prometheus: string): Promise<string | undefined> {
  const now = Date.now() / 1000
  const query = new URLSearchParams({
    query: 'nobet_event_delivery_seconds_bucket',
    start: String(now - 300),
    end: String(now),
  })
  const response = await fetch(`${prometheus}/api/v1/query_exemplars?${query}`)
  // Prometheus' own answer.
  const { data } = (await response.json()) as { data: { exemplars: { labels: { trace_id?: string } }[] }[] }
  return data[0]?.exemplars[0]?.labels.trace_id
}
