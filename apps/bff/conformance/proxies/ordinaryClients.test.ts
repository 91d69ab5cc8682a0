// PROTOCOL "Upstream proxies": "an ordinary Prometheus, Alertmanager … client works when pointed at the prefix".
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { freePort, waitFor } from '@nobet/testkit'
import { requireProgram, startAlertmanager, startPrometheus } from '@nobet/testkit/servers'
import { beforeAll, describe, expect, test } from 'vitest'
import { lastWholeHour, toHistory } from '../../faults/upstreams/history.fixture.ts'
import { get, type Outside, startOutside } from '../outsider.fixture.ts'
import { onFileFinished } from './proxies.fixture.ts'

const run = promisify(execFile)
const range = lastWholeHour(Date.now())
const FIRST_SAMPLE_MS = 60_000

let at: Outside
let prometheus: string
let alertmanager: string
beforeAll(async () => {
  const port = await freePort()
  const alerts = await startAlertmanager()
  onFileFinished(() => alerts.stop())
  at = await startOutside({ NOBET_PROMETHEUS_URL: `http://127.0.0.1:${port}`, NOBET_ALERTMANAGER_URL: alerts.url })
  const metrics = await startPrometheus({ port, targets: { nobet: `127.0.0.1:${at.port}` }, history: toHistory(range) })
  onFileFinished(() => metrics.stop())
  onFileFinished(() => at.panel.stop())
  prometheus = metrics.url
  alertmanager = alerts.url
})

/** What the program prints when it asks directly and when it asks the panel. */
async function both(program: string, toArgs: (base: string) => readonly string[], direct: string, prefix: string) {
  const ask = async (base: string) => (await run(requireProgram(program), [...toArgs(base)])).stdout
  return { direct: await ask(direct), panel: await ask(new URL(prefix, at.url).href) }
}

describe('promtool', () => {
  const { start, end } = range
  const CALLS: Readonly<Record<string, (base: string) => readonly string[]>> = {
    'query instant': (base) => ['query', 'instant', `--time=${end}`, base, 'sum by (route) (shop_requests)'],
    'query range': (base) => [
      'query',
      'range',
      `--start=${start}`,
      `--end=${end}`,
      '--step=60s',
      base,
      'shop_requests',
    ],
    'query labels': (base) => ['query', 'labels', `--start=${start}`, `--end=${end}`, base, 'route'],
    'query series': (base) => [
      'query',
      'series',
      `--start=${start}`,
      `--end=${end}`,
      '--match={__name__="shop_requests"}',
      base,
    ],
  }

  test.each(Object.entries(CALLS))('%s', async (_name, toArgs) => {
    const { direct, panel } = await both('promtool', toArgs, prometheus, 'api/prometheus')
    expect(direct).not.toBe('')
    expect(panel).toBe(direct)
  })

  test('an error of its own reads the same', async () => {
    const toArgs = (base: string) => ['query', 'instant', base, 'sum(']
    const [direct, panel] = await Promise.all(
      [prometheus, new URL('api/prometheus', at.url).href].map((base) =>
        run(requireProgram('promtool'), toArgs(base)).then(
          () => 'it worked',
          (error: { stderr: string }) => error.stderr,
        ),
      ),
    )
    expect(direct).toContain('parse error')
    expect(panel).toBe(direct)
  })

  test('sees the panel itself, scraped every second', { timeout: 90_000 }, async () => {
    const ask = async () => {
      const args = ['query', 'instant', new URL('api/prometheus', at.url).href, 'up{job="nobet"} == 1']
      return (await run(requireProgram('promtool'), args)).stdout.includes('job="nobet"')
    }
    expect(await waitFor(ask, { timeoutMs: FIRST_SAMPLE_MS, intervalMs: 500, what: 'the first sample' })).toBe(true)
  })
})

describe('amtool', () => {
  test('alert query', async () => {
    const labels = { alertname: 'ToolsListSlow', module: 'finbot', severity: 'warning' }
    const added = await fetch(`${alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ labels, annotations: { summary: 'tools/list takes 2 s' } }]),
    })
    expect(added.status).toBe(200)
    const toArgs = (base: string) => [`--alertmanager.url=${base}`, 'alert', 'query', '-o', 'json']
    const seen = await waitFor(async () => {
      const texts = await both('amtool', toArgs, alertmanager, 'api/alertmanager')
      return texts.direct.includes('ToolsListSlow') && texts
    })
    expect(seen.panel).toBe(seen.direct)
  })

  test('a matcher that is none reads the same', async () => {
    const path = 'api/v2/alerts?filter=%7B%7B'
    const [direct, panel] = [await fetch(`${alertmanager}/${path}`), await get(at, `api/alertmanager/${path}`)]
    expect([panel.status, await panel.text()]).toEqual([direct.status, await direct.text()])
    expect(panel.status).toBe(400)
  })
})
