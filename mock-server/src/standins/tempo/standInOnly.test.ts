import { afterEach, describe, expect, it } from 'vitest'
import type { Listening } from '../http/serve.ts'
import { readFixture } from '../testing/fixture.ts'
import { plantTrace } from './plantTraces.fixture.ts'
import { startTempo, type TempoOptions } from './startTempo.ts'
import { createTraceStore } from './traceStore.ts'
import type { Span } from './span.ts'

const running: Listening[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

const start = async (options: TempoOptions = {}) => {
  const tempo = await startTempo(options)
  running.push(tempo)
  return tempo.url
}
const search = (url: string, traceql: string) => fetch(`${url}/api/search?q=${encodeURIComponent(traceql)}`)

const span = (traceId: string, startNs = 0n): Span => ({
  traceId,
  spanId: '0123456789abcdef',
  parentSpanId: '',
  name: 'n',
  kind: 'INTERNAL',
  status: 'UNSET',
  statusMessage: '',
  startNs,
  endNs: startNs + 1n,
  attributes: [],
  events: [],
  links: [],
  resource: [],
  scope: {},
})

describe('the Tempo stand-in', () => {
  it.each([
    '{} | count() > 2',
    '{} | rate()',
    '{ } > { }',
    '{ } << { }',
    '{ nestedSetParent < 0 }',
    '{ rootName = "x" }',
    '{ trace:duration > 1s }',
    '{ span.a = span.b }',
    '{ span.a != nil }',
    '{ duration > 1s + 2s }',
    '{ event.exception.type = "x" }',
    '{} || {}',
  ])('answers an error that names itself, never an empty list, for %s', async (traceql) => {
    const answer = await search(await start(), traceql)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/outside the TraceQL subset of this Tempo stand-in at line 1, col \d+/)
  })

  it.each(['{', '{ status = }', '{ name "x" }', '{} | nope()', '} {', '{ status = wrong }'])(
    'calls %s a parse error',
    async (traceql) => {
      const answer = await search(await start(), traceql)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('parse error at line 1, col')])
    },
  )

  it('hides from search, not from a look by id, what began within the cut-off', async () => {
    let nowMs = Date.now()
    const url = await start({ now: () => nowMs })
    const { traceId } = await plantTrace(url)
    const count = async () => {
      const { traces } = (await (await search(url, '{}')).json()) as { traces: unknown[] }
      return traces.length
    }
    expect(await count()).toBe(0)
    expect((await fetch(`${url}/api/traces/${traceId}`)).status).toBe(200)
    nowMs += 30_000
    expect(await count()).toBe(1)
  })

  it.each(['metrics-query-instant', 'metrics-query-range', 'metrics-query-range-quantile'])(
    'says as Tempo without a generator: %s',
    async (name) => {
      const url = await start()
      const { request, status, body } = readFixture('tempo-2.10', name)
      const answer = await fetch(`${url}${request.replace('GET ', '')}`)
      expect([answer.status, await answer.text()]).toEqual([status, body])
    },
  )

  it('says what it is wherever it tells its version', async () => {
    const url = await start()
    const info = (await (await fetch(`${url}/api/status/buildinfo`)).json()) as { version: string }
    expect(info.version).toContain('stand-in')
    expect(await (await fetch(`${url}/status/version`)).text()).toContain('stand-in')
  })
})

describe('the store of traces', () => {
  it('drops the oldest at each bound and counts it', () => {
    let nowMs = 0
    const bounds = { traces: 2, bytes: 1e9, ageMs: 1000, spansPerTrace: 1 }
    const store = createTraceStore(() => nowMs, bounds)
    store.add([span('a'), span('b'), span('c')], 30)
    expect([store.get('a'), store.list().length, store.dropped()]).toEqual([undefined, 2, 1])
    expect(store.add([span('c')], 10)).toBe(1)
    nowMs = 1001
    expect([store.list().length, store.dropped()]).toEqual([0, 3])
    const small = createTraceStore(() => nowMs, { ...bounds, bytes: 1 })
    small.add([span('d')], 10)
    expect(small.list()).toEqual([])
  })
})
