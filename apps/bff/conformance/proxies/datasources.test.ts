// PROTOCOL "Upstream proxies": "datasource uids are checked in path and body".
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Outside, rawRequest, startOutside } from '../outsider.fixture.ts'
import { expectRefused, onFileFinished, type Recorder, startRecorder } from './proxies.fixture.ts'

let at: Outside
let grafana: Recorder
beforeAll(async () => {
  grafana = await startRecorder()
  at = await startOutside({ NOBET_GRAFANA_URL: grafana.url, NOBET_GRAFANA_TOKEN: 'glsa_x' })
  onFileFinished(() => at.panel.stop())
})
beforeEach(() => void (grafana.seen.length = 0))

const DS_QUERY = '/api/grafana/api/ds/query'
const ask = (body: string, type = 'application/json') =>
  rawRequest(at, { method: 'POST', path: DS_QUERY, headers: { 'content-type': type }, body })

const GOOD = { refId: 'A', datasource: { uid: 'prometheus', type: 'prometheus' }, expr: 'up' }
const EVIL = { ...GOOD, refId: 'B', datasource: { uid: 'secrets', type: 'prometheus' } }
const RANGE = { from: 'now-5m', to: 'now' }
const text = JSON.stringify

describe('the uid in a body', () => {
  const TOLD: Readonly<Record<string, string>> = {
    'another one': text({ queries: [EVIL], ...RANGE }),
    'another one behind a good one': text({ queries: [GOOD, EVIL], ...RANGE }),
    none: text({ queries: [{ refId: 'A', expr: 'up' }], ...RANGE }),
    'a null': text({ queries: [{ ...GOOD, datasource: null }], ...RANGE }),
    'an empty one': text({ queries: [{ ...GOOD, datasource: { uid: '' } }], ...RANGE }),
    'a number of old': text({ queries: [{ refId: 'A', datasourceId: 1, expr: 'up' }], ...RANGE }),
    'a number of old beside a good one': text({ queries: [{ ...GOOD, datasourceId: 7 }], ...RANGE }),
    'a name of old': text({ queries: [{ ...GOOD, datasource: 'secrets' }], ...RANGE }),
    'one with a path in it': text({ queries: [{ ...GOOD, datasource: { uid: '../secrets' } }], ...RANGE }),
    'one that only begins well': text({ queries: [{ ...GOOD, datasource: { uid: 'prometheus2' } }], ...RANGE }),
    'one in other letters': text({ queries: [{ ...GOOD, datasource: { uid: 'Prometheus' } }], ...RANGE }),
    'a list of them': text({ queries: [{ ...GOOD, datasource: { uid: ['prometheus'] } }], ...RANGE }),
    'server-side expressions': text({ queries: [{ ...GOOD, datasource: { uid: '__expr__', type: '__expr__' } }] }),
    'queries that are no list': text({ queries: { 0: GOOD }, ...RANGE }),
    'no queries': text(RANGE),
    'no object': '[]',
    'a null for all': 'null',
  }
  test.each(Object.entries(TOLD))('%s is refused before Grafana is touched', async (_name, body) => {
    const answer = await ask(body)
    expect([400, 403]).toContain(answer.status)
    expectRefused(answer, answer.status)
    expect(grafana.seen).toEqual([])
  })

  // Go reads keys in any letters and takes the last of two; what is forwarded must be what was checked.
  test.each([
    ['two of a key', `{"queries":[${text(GOOD)}],"queries":[${text(EVIL)}]}`],
    ['the bad one first', `{"queries":[${text(EVIL)}],"queries":[${text(GOOD)}]}`],
    ['keys in other letters', `{"queries":[${text(GOOD)}],"Queries":[${text(EVIL)}]}`],
    [
      'a datasource twice',
      `{"queries":[{"refId":"A","datasource":{"uid":"prometheus"},"Datasource":{"uid":"secrets"}}]}`,
    ],
    ['a uid twice', `{"queries":[{"refId":"A","datasource":{"uid":"prometheus","UID":"secrets"}}]}`],
    ['a uid twice, escaped', `{"queries":[{"refId":"A","datasource":{"uid":"prometheus","\\u0075id":"secrets"}}]}`],
    ['a prototype', `{"queries":[${text(GOOD)}],"__proto__":{"queries":[${text(EVIL)}]}}`],
    ['a mark before it', `\uFEFF${text({ queries: [EVIL] })}`],
  ])('%s: Grafana never sees another uid', async (_name, body) => {
    await ask(body)
    expect(grafana.seen.map((request) => request.body).filter((seen) => seen.includes('secrets'))).toEqual([])
  })

  test('a body of another kind is no way round', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16']) {
      await ask(text({ queries: [EVIL], ...RANGE }), type)
    }
    await ask('{"queries":[')
    await ask('')
    expect(grafana.seen).toEqual([])
  })
})

describe('the uid in a path', () => {
  test.each([
    'proxy/uid/secrets/api/v1/query?query=up',
    'proxy/1/api/v1/query?query=up',
    'proxy/uid/prometheus/../secrets/api/v1/query',
    'proxy/uid//api/v1/query',
    'proxy/uid/prometheus%2f..%2fsecrets/api/v1/query',
    'proxy/uid/prometheus/api/v1/admin/tsdb/delete_series',
    'proxy/uid/prometheus/-/reload',
    'uid/secrets/health',
    'uid/secrets',
    'uid/secrets/resources/api/v1/labels',
    '1/resources/api/v1/labels',
  ])('%s is refused', async (path) => {
    expectRefused(await rawRequest(at, { path: `/api/grafana/api/datasources/${path}` }))
    expect(grafana.seen).toEqual([])
  })
})
