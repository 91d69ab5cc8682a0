import { EventsPage, ModulePanels, PanelAnswer, parseWith, Problem, SavedPanel } from '@nobet/contracts'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestPanel } from '../boot/testPanel.ts'
import type { Panel } from '../boot/panelDeps.ts'

const TIMEOUT_MS = 60_000
const DEAD_MODULE = 'http://127.0.0.1:9/mcp'

type Answer = (url: URL) => { readonly status: number; readonly body: unknown } | 'hang' | 'cut'

/** An upstream that speaks Prometheus' form, as its recorded answers have it. */
let answer: Answer
const asked: URL[] = []
let server: Server
let prometheus = ''
let panel: Panel

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://prometheus.test')
    asked.push(url)
    const said = answer(url)
    if (said === 'cut') return void response.destroy()
    if (said === 'hang') return
    response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address of this shape.
  prometheus = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  answer = () => success([])
  panel = await startTestPanel({
    NOBET_PROMETHEUS_URL: prometheus,
    NOBET_MODULES: `finbot=${DEAD_MODULE},mubot=${DEAD_MODULE}`,
    NOBET_PANELS_HIDE: 'probe-latency',
    NOBET_PANELS_SHOW: JSON.stringify([
      { id: 'queue', title: 'Queue', unit: 'count', promql: 'q{m="$module",$server}' },
    ]),
  })
}, TIMEOUT_MS)
afterAll(async () => {
  await panel.stop()
  server.closeAllConnections()
  server.close()
})
afterEach(() => {
  answer = () => success([])
  asked.length = 0
})

const success = (result: readonly unknown[]) => ({
  status: 200,
  body: { status: 'success', data: { resultType: 'matrix', result } },
})
const refused = (error: string) => ({ status: 400, body: { status: 'error', errorType: 'bad_data', error } })
/** A point at every step that was asked. */
const steady =
  (value: string): Answer =>
  (url) => {
    const [start = 0, end = 0, step = 1] = ['start', 'end', 'step'].map((name) => Number(url.searchParams.get(name)))
    const values = Array.from({ length: (end - start) / step + 1 }, (_, at) => [start + at * step, value])
    return success([{ metric: { kind: 'p95', mcp_method_name: 'tools/call' }, values }])
  }

const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(`${panel.url}api/v1${path}`, init)
  const text = await response.text()
  const body: unknown = text === '' ? undefined : JSON.parse(text)
  return { status: response.status, body }
}
/** The answer held to its contract. */
const read = async <S extends Parameters<typeof parseWith>[0]>(schema: S, path: string, init?: RequestInit) => {
  const parsed = parseWith(schema, (await ask(path, init)).body)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.value
}
const faultsIn = (body: unknown): string[] => {
  const parsed = parseWith(Problem, body)
  return parsed.ok ? (parsed.value.errors ?? []).map(({ path }) => path) : []
}
const post = (body: unknown) => ask('/panels', { method: 'POST', body: JSON.stringify(body) })
const HOUR_MS = 3_600_000
const span = (ms: number) => `from=${Date.now() - ms}&to=${Date.now()}`

describe('the panels of a module', () => {
  test('are those of the configuration, their queries ready to be asked elsewhere', async () => {
    const body = await read(ModulePanels, '/modules/finbot/panels')
    const ids = body.panels.map(({ id }) => id)
    expect(ids).toContain('latency')
    expect(ids).not.toContain('probe-latency')
    expect(body.panels.at(-1)).toMatchObject({ id: 'queue', promql: 'q{m="finbot",job="finbot"}', origin: 'config' })
    expect(body).toMatchObject({ storage: 'memory', prometheusUrl: prometheus, grafanaUrl: null })
  })

  test('are asked on round steps and answered in columns, live with their time, then cached with the same', async () => {
    answer = steady('0.25')
    const path = `/modules/finbot/panels/latency?${span(HOUR_MS)}&width=600`
    const first = await read(PanelAnswer, path)
    expect(first).toMatchObject({ source: 'prometheus', freshness: 'live', error: null })
    const { times = [], series, stepMs = 0 } = first.value ?? {}
    expect(times.length).toBeGreaterThan(100)
    expect(series).toEqual([{ name: 'p95', values: times.map(() => 0.25) }])
    expect(times.every((at) => at % stepMs === 0)).toBe(true)
    expect(asked[0]?.searchParams.get('query')).toContain('job="finbot"')
    const again = await ask(path)
    expect(again.body).toMatchObject({ freshness: 'cached', observedAt: first.observedAt })
    expect(asked.filter(({ pathname }) => pathname === '/api/v1/query_range')).toHaveLength(1)
  })

  test('have no more points than the width shows, however long the range', async () => {
    answer = steady('1')
    const { value } = await read(PanelAnswer, `/modules/finbot/panels/queue?${span(7 * 24 * HOUR_MS)}&width=200`)
    expect(value?.times.length).toBeGreaterThan(50)
    expect(value?.times.length).toBeLessThanOrEqual(210)
  })

  test('stay, stale and with the time of their last good answer, when Prometheus has gone', async () => {
    answer = steady('3')
    const good = await read(PanelAnswer, `/modules/mubot/panels/request-rate?${span(HOUR_MS)}&width=300`)
    answer = () => 'cut'
    // A minute later, so that no kept answer of Prometheus itself fits.
    const later = `from=${Date.now() - HOUR_MS + 60_000}&to=${Date.now() + 60_000}`
    const stale = await read(PanelAnswer, `/modules/mubot/panels/request-rate?${later}&width=300`)
    expect(stale).toMatchObject({ freshness: 'stale', observedAt: good.observedAt, value: good.value })
    expect(stale.error?.message).toMatch(/./)
  })

  test('that were never read are unavailable, with the reason; what the panel measures itself is shown', async () => {
    answer = () => 'cut'
    const error = { code: expect.any(String), message: expect.stringMatching(/./) }
    const gone = await ask(`/modules/mubot/panels/cache-hit-ratio?${span(HOUR_MS)}`)
    expect(gone.body).toMatchObject({ value: null, freshness: 'unavailable', source: 'prometheus', error })
    const own = await read(PanelAnswer, `/modules/mubot/panels/stream-connections?${span(HOUR_MS)}`)
    expect(own).toMatchObject({ source: 'panel', error })
    expect(own.value?.series).toHaveLength(1)
  })

  test("pass Prometheus' own words on when it refuses the query", async () => {
    answer = () => refused('1:5: parse error: unclosed left parenthesis')
    const { body } = await ask(`/modules/finbot/panels/queue?${span(HOUR_MS / 2)}`)
    const error = { code: 'bad_data', message: '1:5: parse error: unclosed left parenthesis' }
    expect(body).toMatchObject({ freshness: 'unavailable', error })
  })

  test('and modules that are not there are 404, ranges that cannot be 400 with what was expected', async () => {
    expect((await ask('/modules/nobody/panels')).status).toBe(404)
    expect((await ask('/modules/finbot/panels/nothing')).status).toBe(404)
    const backwards = await ask('/modules/finbot/panels/latency?from=2000000&to=1000000')
    expect(backwards).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } })
    const many = await ask('/modules/finbot/panels/latency?from=yesterday&to=&width=9')
    expect(faultsIn(many.body)).toEqual(['from', 'width'])
    expect(asked).toEqual([])
  })
})

describe('a panel that an operator saves', () => {
  const queue = { title: 'Jobs waiting', promql: 'max(jobs{m="$module"})', unit: 'count', module: 'mubot' }

  test('is checked by Prometheus, shown on its module alone, told to all, and can be removed', async () => {
    const saved = await read(SavedPanel, '/panels', { method: 'POST', body: JSON.stringify(queue) })
    expect(asked.at(-1)?.searchParams.get('query')).toBe('max(jobs{m="mubot"})')
    const idsOf = async (module: string) =>
      (await read(ModulePanels, `/modules/${module}/panels`)).panels.map(({ id }) => id)
    expect(await idsOf('mubot')).toContain(saved.id)
    expect(await idsOf('finbot')).not.toContain(saved.id)
    expect((await ask(`/panels/${saved.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/panels/${saved.id}`, { method: 'DELETE' })).status).toBe(404)
    expect(await idsOf('mubot')).not.toContain(saved.id)
    const dataOf = async (type: string) =>
      (await read(EventsPage, `/events?types=${type}`)).events.map(({ event }) => event.data)
    expect(await dataOf('console.panels.changed')).toMatchObject([{ change: 'saved' }, { change: 'removed' }])
    const recorded = [{ action: 'POST /api/v1/panels' }, { action: 'DELETE /api/v1/panels/:id' }]
    const audited = await dataOf('audit.recorded')
    expect(audited).toEqual(expect.arrayContaining(recorded.map((one) => expect.objectContaining(one))))
  })

  test('is refused with the words of Prometheus, of the contract, or because nobody can check it', async () => {
    answer = () => refused('1:4: parse error: unexpected end of input')
    expect(await post({ ...queue, promql: 'max(' })).toMatchObject({
      status: 400,
      body: { type: 'urn:nobet:problem:promql-refused', detail: '1:4: parse error: unexpected end of input' },
    })
    const bad = await post({ title: '', promql: 'x'.repeat(5_000), unit: 'parsecs', extra: 1 })
    expect(bad.status).toBe(400)
    expect(faultsIn(bad.body)).toEqual(expect.arrayContaining(['title', 'promql', 'unit']))
    expect(await post({ ...queue, module: 'nobody' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'module' }] },
    })
    answer = () => 'cut'
    expect(await post({ ...queue, promql: 'unseen' })).toMatchObject({
      status: 503,
      body: { type: 'urn:nobet:problem:promql-unchecked' },
    })
  })
})

test('without Prometheus, what only it knows says so with the key, the rest comes from the panel', {
  timeout: TIMEOUT_MS,
}, async () => {
  const alone = await startTestPanel({ NOBET_MODULES: `finbot=${DEAD_MODULE}` })
  try {
    const answerOf = async (path: string) => (await fetch(`${alone.url}api/v1${path}`)).json()
    expect(await answerOf('/modules/finbot/panels/latency')).toMatchObject({
      value: null,
      freshness: 'not_configured',
      error: { message: 'prometheus.url' },
    })
    expect(await answerOf('/modules/finbot/panels/probe-latency')).toMatchObject({ source: 'panel', error: null })
    const refusedToSave = await fetch(`${alone.url}api/v1/panels`, {
      method: 'POST',
      body: JSON.stringify({ title: 'x', promql: 'up', unit: 'count' }),
    })
    expect(refusedToSave.status).toBe(409)
  } finally {
    await alone.stop()
  }
})
