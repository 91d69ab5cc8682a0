import { waitFor } from '@nobet/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFixture, type Room } from '../testing/fixture.ts'
import { toPaths } from '../testing/toPaths.ts'
import { type Planted, plantTrace } from './plantTraces.fixture.ts'
import { startTempo } from './startTempo.ts'

/** A real Tempo without other traces instead of the stand-in, when given; `TEMPO_OTLP_URL` is where it takes OTLP/HTTP. */
const realUrl = process.env['TEMPO_URL']
const realOtlpUrl = process.env['TEMPO_OTLP_URL'] ?? realUrl?.replace(/:\d+$/, ':4318')
/** A real one shows a trace in search only after its query end cut-off. */
const VISIBLE_TIMEOUT_MS = realUrl === undefined ? 20_000 : 120_000

let url = ''
let planted: Planted
let stop = () => Promise.resolve()

const ask = async (path: string) => {
  const answer = await fetch(`${url}${path}`)
  return { status: answer.status, contentType: answer.headers.get('content-type'), body: await answer.text() }
}
const askJson = async (path: string) => JSON.parse((await ask(path)).body)
const search = (query: string) => askJson(`/api/search?${query}`)
const q = (traceql: string) => `q=${encodeURIComponent(traceql)}`

beforeAll(async () => {
  if (realUrl === undefined) {
    const tempo = await startTempo({ queryEndCutoffMs: 0 })
    url = tempo.url
    stop = () => tempo.stop()
  } else url = realUrl
  const otlpUrl = realOtlpUrl ?? url
  planted = await plantTrace(otlpUrl)
  const second = await plantTrace(otlpUrl)
  const isVisible = async ({ traceId }: Planted) => {
    const { traces } = await search(`${q('{ name = "charge" }')}&limit=1000`)
    return traces.some(({ traceID }: { traceID: string }) => traceID === traceId.replace(/^0+/, ''))
  }
  await waitFor(async () => (await isVisible(planted)) && (await isVisible(second)), { timeoutMs: VISIBLE_TIMEOUT_MS })
}, VISIBLE_TIMEOUT_MS + 10_000)
afterAll(() => stop())

describe.each<Room>(['tempo-3.0', 'tempo-2.10'])('what %s says, word for word', (room) => {
  it.each([
    'ready',
    'echo',
    'unknown-404',
    'search-bad-400',
    'search-endstart-400',
    'search-toolong-400',
    'metrics-bad-400',
    'trace-badid-400',
    'trace-notfound-404',
    'trace-v2-notfound-404',
    ...(room === 'tempo-3.0' ? ['search-badlimit-400'] : []),
  ])('%s', async (name) => {
    const { request, status, contentType = null, body } = readFixture(room, name)
    const said = typeof body === 'string' ? body : JSON.stringify(body)
    expect(await ask(request.replace('GET ', ''))).toEqual({ status, contentType, body: said })
  })
})

describe.each<Room>(['tempo-3.0', 'tempo-2.10'])('the shape of what %s answers', (room) => {
  it.each([
    'search-traceql',
    'search-duration',
    'search-structural',
    'search-range',
    'search-tags-logfmt',
    'search-empty',
    'tags',
    'tag-values',
    'tag-values-v2',
    'tag-values-v2-filtered',
    'tags-v2',
    'tags-v2-scope',
    'buildinfo',
  ])('%s', async (name) => {
    const { request, status, contentType, body } = readFixture(room, name)
    const path = request
      .replace('GET ', '')
      .replace(/start=\d+&end=\d+/, `start=${planted.startSeconds - 60}&end=${planted.startSeconds + 60}`)
    const answer = await ask(path)
    expect([answer.status, answer.contentType]).toEqual([status, contentType])
    // How much was read, and whether a service failed, is of the traces and not of the form.
    const isOurs = (line: string) => !line.startsWith('metrics.') && !line.includes('.errorCount')
    expect(toPaths(JSON.parse(answer.body)).filter(isOurs)).toEqual(toPaths(body).filter(isOurs))
  })

  it('gives a trace by id with ids in base64, 64-bit numbers as text and enums by name', async () => {
    const v1 = await askJson(`/api/traces/${planted.traceId}`)
    expect(v1).toEqual({ batches: planted.batches })
    const v2 = await askJson(`/api/v2/traces/${planted.traceId}`)
    expect(v2.trace).toEqual({ resourceSpans: planted.batches })
    expect(toPaths(v2.trace)).toEqual(toPaths((readFixture(room, 'trace-v2').body as { trace: unknown }).trace))
  })
})

describe('search', () => {
  it('leaves leading zeros of an id out, and finds the trace by the short id', async () => {
    const { traces } = await search(q('{ status = error }'))
    const short = planted.traceId.replace(/^0+/, '')
    expect(traces.map(({ traceID }: { traceID: string }) => traceID)).toContain(short)
    expect((await askJson(`/api/traces/${short}`)).batches).toHaveLength(3)
  })

  it.each([
    ['{}', 4],
    ['{ name = "charge" }', 1],
    ['{ name =~ "red.*" }', 1],
    ['{ name !~ "red.*" }', 3],
    ['{ resource.service.name = "shop-api" && duration < 10ms }', 1],
    ['{ duration >= 250ms || status = error }', 3],
    ['{ (status = error || duration < 5ms) && resource.service.name != "payments" }', 2],
    ['{ span.amount > 12 }', 1],
    ['{ .retry = true }', 1],
    ['{ span.none != "x" }', undefined],
    ['{ resource.service.name = "shop-web" } >> { status = error }', 1],
    ['{ status = error } >> { name = "charge" } ', 1],
    ['{ name = "charge" } >> { }', undefined],
    ['{ name = "charge" } && { name = "POST /pay" }', 2],
    ['{ kind = client }', 2],
  ])('selects by %s', async (traceql, matched) => {
    const short = planted.traceId.replace(/^0+/, '')
    const { traces } = await search(`${q(traceql)}&limit=1000`)
    const hit = traces.find(({ traceID }: { traceID: string }) => traceID === short)
    expect(hit?.spanSet.matched).toBe(matched)
  })

  it('takes durations and tags in the older form', async () => {
    const names = async (query: string) => (await search(query)).traces.length
    expect(await names('tags=service.name%3Dpayments&minDuration=200ms')).toBeGreaterThan(1)
    expect(await names('tags=service.name%3Dpayments%20name%3Dnone')).toBe(0)
    expect(await names(`tags=http.route%3D%22%2Fpay%22&minDuration=10m`)).toBe(0)
  })

  it('counts spans and errors of each service', async () => {
    const { traces } = await search(q('{ status = error }'))
    const hit = traces.find(({ traceID }: { traceID: string }) => traceID === planted.traceId.replace(/^0+/, ''))
    expect(hit.serviceStats).toEqual({
      'shop-web': { spanCount: 1, errorCount: 1 },
      'shop-api': { spanCount: 2 },
      payments: { spanCount: 1, errorCount: 1 },
    })
  })

  it('keeps within limit and spans for each set', async () => {
    const { traces } = await search(`${q('{ resource.service.namespace = "shop" }')}&limit=1&spss=2`)
    expect(traces).toHaveLength(1)
    expect(traces[0].spanSet.spans).toHaveLength(2)
    expect(traces[0].spanSet.matched).toBe(4)
  })
})

describe('OTLP', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${realOtlpUrl ?? url}/v1/traces`, { method: 'POST', headers: { 'content-type': type }, body })

  it('takes an empty request', async () => {
    const answer = await post('{}')
    expect([answer.status, await answer.json()]).toEqual([200, { partialSuccess: {} }])
  })

  it.each([
    ['no JSON', '{"resourceSpans": ['],
    [
      'an id of the wrong length',
      JSON.stringify({
        resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'abcd', spanId: '0123456789abcdef' }] }] }],
      }),
    ],
  ])('refuses %s with code 3', async (_, body) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 3 })
  })

  it('refuses another content type', async () => {
    expect((await post('{}', 'text/plain')).status).toBe(415)
  })
})
