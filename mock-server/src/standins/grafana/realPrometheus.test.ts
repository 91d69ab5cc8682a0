import { freePort, waitFor } from '@nobet/testkit'
import { findProgram, startPrometheus } from '@nobet/testkit/servers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGrafana } from './startGrafana.ts'

const token = 'token-of-the-test'
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const START_TIMEOUT_MS = 60_000

/** A machine without Prometheus cannot say anything about it. */
const isInstalled = findProgram('prometheus') !== undefined

describe.runIf(isInstalled)('the Grafana stand-in over a real Prometheus', () => {
  let url = ''
  let prometheusUrl = ''
  const stops: (() => Promise<void>)[] = []

  beforeAll(async () => {
    const port = await freePort()
    const prometheus = await startPrometheus({ port, targets: { self: `127.0.0.1:${port}` } })
    prometheusUrl = prometheus.url
    const grafana = await startGrafana({ token, prometheusUrl, boards: [] })
    url = grafana.url
    stops.push(
      () => grafana.stop(),
      () => prometheus.stop(),
    )
    await waitFor(async () => (await instant('up')).data.result.length === 1, { timeoutMs: START_TIMEOUT_MS })
  }, START_TIMEOUT_MS + 10_000)

  afterAll(async () => {
    for (const stop of stops) await stop()
  })

  const instant = async (query: string) => {
    const answer = await fetch(`${url}/api/datasources/proxy/uid/prometheus/api/v1/query`, {
      method: 'POST',
      headers: { authorization: headers.authorization },
      body: new URLSearchParams({ query }),
    })
    return answer.json()
  }

  it('gives what Prometheus itself gives', async () => {
    const direct = await (await fetch(`${prometheusUrl}/api/v1/labels`)).json()
    const through = await fetch(`${url}/api/datasources/proxy/uid/prometheus/api/v1/labels`, { headers })
    expect(await through.json()).toEqual(direct)
  })

  it('answers range and instant queries in frames', async () => {
    const queries = [
      { refId: 'A', expr: 'up', range: true, intervalMs: 1000, legendFormat: '{{job}}' },
      { refId: 'B', expr: 'up', instant: true, range: false },
      { refId: 'C', expr: '1 / 0', instant: true, range: false },
    ]
    // The end is moved back onto a step: one that has not come yet takes the newest sample in.
    const body = JSON.stringify({ from: 'now-30s', to: String(Date.now() + 2000), queries })
    const answer = await fetch(`${url}/api/ds/query`, { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
    const { results } = await answer.json()
    expect(results.A.frames[0].schema.fields[1].config.displayNameFromDS).toBe('self')
    expect(results.A.frames[0].data.values[1]).toContain(1)
    expect(results.B.frames[0].data.values[1]).toEqual([1])
    expect(results.C.frames[0].data.entities).toEqual([null, { Inf: [0] }])
  })

  it('fails as a whole when one of the queries does, and says which', async () => {
    const queries = [
      { refId: 'A', expr: 'up', instant: true },
      { refId: 'B', expr: 'up{', instant: true },
    ]
    const body = JSON.stringify({ from: 'now-30s', to: 'now', queries })
    const answer = await fetch(`${url}/api/ds/query`, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
    const { results } = await answer.json()
    expect([results.A.status, results.B.status]).toEqual([200, 400])
    expect(results.B.error).toMatch(/^bad_data: /)
  })

  it('finds the source healthy', async () => {
    expect((await fetch(`${url}/api/datasources/uid/prometheus/health`, { headers })).status).toBe(200)
  })
})
