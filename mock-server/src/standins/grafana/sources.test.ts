import { freePort, waitFor } from '@nobet/testkit'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { readFixture } from '../testing/fixture.ts'
import { toPaths } from '../testing/toPaths.ts'
import { startGrafana } from './startGrafana.ts'
import { startUpstream } from './upstream.fixture.ts'

const token = 'token-of-the-test'
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const PROXY = '/api/datasources/proxy/uid/prometheus/api/v1/query?query=up'

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

const start = async (prometheusUrl: string, sourceTimeoutMs = 20_000) => {
  const grafana = await startGrafana({ token, prometheusUrl, boards: [], sourceTimeoutMs })
  running.push(grafana)
  return grafana.url
}
const upstream = async (answer: Parameters<typeof startUpstream>[0]) => {
  const started = await startUpstream(answer)
  running.push(started)
  return started.url
}
const deadUrl = async () => `http://127.0.0.1:${await freePort()}`
const query = (url: string, one: object, times = { from: '1641889530000', to: '1641889532000' }) =>
  fetch(`${url}/api/ds/query`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...times, queries: [{ refId: 'A', datasource: { uid: 'prometheus' }, ...one }] }),
  })
const sendJson = (outgoing: ServerResponse, status: number, body: unknown) =>
  outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

describe('the proxy to a data source of the Grafana stand-in', () => {
  it('answers 502 and nothing more when nobody listens', async () => {
    const answer = await fetch((await start(await deadUrl())) + PROXY, { headers })
    expect([answer.status, await answer.text()]).toEqual([502, ''])
  })

  it('answers 504 and nothing more when the source takes too long', async () => {
    const answer = await fetch((await start(await upstream(() => {}), 50)) + PROXY, { headers })
    expect([answer.status, await answer.text()]).toEqual([504, ''])
  })

  it('ends the question at the source when whoever asked has left', async () => {
    let asked = false
    let ended = false
    const url = await start(
      await upstream((_, outgoing) => {
        asked = true
        outgoing.once('close', () => {
          ended = true
        })
      }),
    )
    const leaving = new AbortController()
    const answer = fetch(url + PROXY, { headers, signal: leaving.signal })
    await waitFor(() => asked)
    leaving.abort()
    await expect(answer).rejects.toThrow('aborted')
    await waitFor(() => ended)
  })

  it('keeps the token and cookies from the source, and the cookies of the source from the caller', async () => {
    const seen: Record<string, unknown>[] = []
    const url = await start(
      await upstream((incoming, outgoing) => {
        seen.push(incoming.headers)
        outgoing.writeHead(200, { 'set-cookie': 'a=b' }).end('{}')
      }),
    )
    const answer = await fetch(url + PROXY, { headers: { ...headers, cookie: 'session=1' } })
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(seen).toHaveLength(1)
    expect(seen[0]).not.toHaveProperty('authorization')
    expect(seen[0]).not.toHaveProperty('cookie')
  })

  it('says when the source is not healthy', async () => {
    const answer = await fetch(`${await start(await deadUrl())}/api/datasources/uid/prometheus/health`, { headers })
    expect([answer.status, await answer.json()]).toMatchObject([400, { status: 'ERROR' }])
  })
})

describe('queries through the Grafana stand-in', () => {
  it('answers 400 outside and 502 inside when the source is down', async () => {
    const { status, body } = readFixture('grafana', 'ds-query-error-downstream')
    const answer = await query(await start(await deadUrl()), { expr: 'up' })
    expect(answer.status).toBe(status)
    const said = await answer.json()
    expect(toPaths(said)).toEqual(toPaths(body))
    expect(said.results.A).toMatchObject({ status: 502, errorSource: 'downstream', frames: [] })
    expect(said.results.A.error).toMatch(/^Post "http:.*": dial tcp .*: connect: connection refused$/)
  })

  it('gives the words of the source and one empty frame for a query that it refuses', async () => {
    const { status, body } = readFixture('grafana', 'ds-query-error-bad-promql')
    const said = { status: 'error', errorType: 'bad_data', error: 'invalid parameter "query": ... parse error' }
    const url = await start(await upstream((_, outgoing) => sendJson(outgoing, 400, said)))
    const answer = await query(url, { expr: 'up{', intervalMs: 30_000 })
    expect([answer.status, await answer.json()]).toEqual([status, body])
  })

  it('writes NaN and the infinities beside the values, as in the golden file', async () => {
    const { body } = readFixture('grafana', 'ds-query-prometheus-nan')
    const metric = { handler: '/api/v1/query_range', job: 'prometheus' }
    const values = [0, 1, 2].map((second) => [1_641_889_530 + second, 'NaN'])
    const data = { resultType: 'matrix', result: [{ metric, values }] }
    const url = await start(await upstream((_, outgoing) => sendJson(outgoing, 200, { status: 'success', data })))
    const said = await (await query(url, { expr: '', intervalMs: 1000 })).json()
    expect(said).toMatchObject(body as object)
  })

  it('keeps the signs of the infinities apart', async () => {
    const values = ['1', '+Inf', '-Inf', 'NaN'].map((value, at) => [1_641_889_530 + at, value])
    const data = { resultType: 'matrix', result: [{ metric: {}, values }] }
    const url = await start(await upstream((_, outgoing) => sendJson(outgoing, 200, { status: 'success', data })))
    const said = await (await query(url, { expr: 'x' })).json()
    expect(said.results.A.frames[0].data).toEqual({
      values: [
        [1_641_889_530_000, 1_641_889_531_000, 1_641_889_532_000, 1_641_889_533_000],
        [1, null, null, null],
      ],
      entities: [null, { Inf: [1], NegInf: [2], NaN: [3] }],
    })
  })

  it('does not pretend to make exemplar frames or to query another kind of source', async () => {
    const url = await start(await deadUrl())
    const answer = await query(url, { expr: 'up', exemplar: true })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { results: { A: { status: 501, error: expect.stringContaining('stand-in') } } },
    ])
  })
})
