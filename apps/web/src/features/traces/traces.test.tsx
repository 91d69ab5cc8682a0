import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { NOW, renderApp } from '../../testing/renderApp.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
// Without it everything counts as on screen.
vi.stubGlobal('IntersectionObserver', undefined)

type App = Awaited<ReturnType<typeof renderApp>>

const TRACE_ID = 'ab'.repeat(16)
const LINKED = '0c'.repeat(16)
const START_NS = BigInt(NOW - 60_000) * 1_000_000n
const toBase64 = (hex: string) =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16))))
const idOf = (digit: number) => String(digit).repeat(16)

const span = (own: number, parent: number | undefined, name: string, over: object = {}) => ({
  spanId: toBase64(idOf(own)),
  ...(parent !== undefined && { parentSpanId: toBase64(idOf(parent)) }),
  name,
  kind: 'SPAN_KIND_SERVER',
  startTimeUnixNano: String(START_NS + BigInt(own) * 1_000_000n),
  endTimeUnixNano: String(START_NS + BigInt(own + 5) * 1_000_000n),
  attributes: [{ key: 'http.route', value: { stringValue: `/route/${own}` } }],
  status: {},
  ...over,
})
const TRACE = {
  trace: {
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'nobet' } }] },
        scopeSpans: [
          {
            spans: [
              span(1, undefined, 'publish events'),
              span(2, 1, 'append events', { status: { code: 'STATUS_CODE_ERROR', message: 'log is full' } }),
              span(3, 1, 'send events', { links: [{ traceId: toBase64(LINKED), spanId: toBase64(idOf(7)) }] }),
            ],
          },
        ],
      },
    ],
  },
}
const HIT = {
  traceID: TRACE_ID.slice(1),
  rootServiceName: 'nobet',
  rootTraceName: 'publish events',
  startTimeUnixNano: String(START_NS),
  durationMs: 8,
  serviceStats: { nobet: { spanCount: 3, errorCount: 1 } },
}
const tempoSource = (state: string) => ({
  sources: [
    {
      id: 'tempo',
      kind: 'tempo',
      key: 'tempo.url',
      use: 'reachability',
      state,
      since: new Date(NOW).toISOString(),
      lastOkAt: null,
    },
  ],
})
const said = (body: unknown) => () =>
  Response.json(body, { headers: { 'x-nobet-state': 'live', date: new Date(NOW).toUTCString() } })

let app: App | undefined
afterEach(async () => {
  await app?.unmount()
  app = undefined
})

const open = async (path: string, answers: Record<string, unknown> = {}) => {
  app = await renderApp({
    path,
    answers: {
      '/api/v1/sources': tempoSource('live'),
      '/api/tempo/api/search': said({ traces: [HIT] }),
      [`/api/tempo/api/v2/traces/${TRACE_ID}`]: said(TRACE),
      '/values': said({ tagValues: [{ type: 'string', value: 'nobet' }] }),
      ...answers,
    },
  })
  return app
}
describe('the search of traces', () => {
  it('lists what Tempo found, with the full id behind the short one, and says what it cannot show yet', async () => {
    const { host, until } = await open('/traces')
    await until(() =>
      expect(host.querySelector('tbody a')?.getAttribute('href')).toContain(`/traces/0${TRACE_ID.slice(1)}`),
    )
    expect(host.textContent).toContain('1 error')
    expect(host.textContent).toContain('about half a minute after it began')
  })

  it('asks for what the fields say', async () => {
    const { host, until } = await open('/traces?service=nobet&status=error&min=5ms')
    await until(() =>
      expect(host.querySelector<HTMLInputElement>('[data-name=q] input')?.placeholder).toBe(
        '{ resource.service.name = "nobet" && status = error && duration >= 5ms }',
      ),
    )
  })

  it('gives the words of Tempo for a query that it does not accept', async () => {
    const refusal = 'invalid TraceQL query: parse error at line 1, col 2: unknown identifier: oops'
    const { host, until } = await open('/traces?q=%7Boops', {
      '/api/tempo/api/search': () => new Response(refusal, { status: 400, headers: { 'content-type': 'text/plain' } }),
    })
    await until(() => expect(host.querySelector('[role=alert]')?.textContent).toContain(refusal))
    expect(host.querySelector('[role=alert]')?.textContent).toContain('Tempo does not accept this query')
  })

  it('names the key that connects Tempo where it is not', async () => {
    const { host, until } = await open('/traces', { '/api/v1/sources': tempoSource('not_configured') })
    await until(() => expect(host.textContent).toContain('NOBET_TEMPO_URL'))
    expect(host.textContent).toContain('tempo.url')
  })

  it('says that this caller may not read traces, in the words of the panel', async () => {
    const problem = { type: 'about:blank', title: 'Forbidden', status: 403, detail: 'limited to modules' }
    const { host, until } = await open('/traces', {
      '/api/tempo/api/search': () => Response.json(problem, { status: 403 }),
    })
    await until(() => expect(host.textContent).toContain('You may not read traces'))
    expect(host.textContent).toContain('limited to modules')
  })
})

describe('one trace', () => {
  it('shows its spans as a tree with the road of the event above, errors named', async () => {
    const { host, until } = await open(`/traces/${TRACE_ID}?view=table`)
    await until(() => expect(host.querySelectorAll('tbody tr')).toHaveLength(3))
    expect(host.textContent).toContain('3 spans in 1 service')
    expect([...host.querySelectorAll('ol li')].map((stage) => stage.textContent)).toEqual([
      'publish5 ms',
      'append5 ms',
      'send5 ms',
      'receiveno span',
      'paintno span',
    ])
    expect([...host.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent)).toEqual([
      'not set',
      'error',
      'not set',
    ])
  })

  it('opens a span from the address, with its attributes and the way to the linked trace', async () => {
    const { host, until } = await open(`/traces/${TRACE_ID}?span=${idOf(3)}`)
    await until(() => expect(document.body.textContent).toContain('/route/3'))
    const link = host.querySelector(`a[href^="/traces/${LINKED}"]`)
    expect(link?.getAttribute('href')).toContain(idOf(7))
  })

  it('says that Tempo does not know it, and that it may still come', async () => {
    const { host, until } = await open(`/traces/${'5'.repeat(32)}`, { '5555': said({ trace: {}, metrics: {} }) })
    await until(() => expect(host.textContent).toContain('Tempo does not know this trace'))
  })

  it('does not ask for what is no id', async () => {
    const { host, until } = await open('/traces/not-an-id')
    await until(() => expect(host.textContent).toContain('This is not a trace id'))
  })

  it('keeps the picture and says why when asking again fails', async () => {
    let fails = false
    const { host, until } = await open(`/traces/${TRACE_ID}?view=table`, {
      [`/api/tempo/api/v2/traces/${TRACE_ID}`]: () =>
        fails ? new Response('tempo is stopping', { status: 502 }) : said(TRACE)(),
    })
    await until(() => expect(host.querySelectorAll('tbody tr')).toHaveLength(3))
    fails = true
    await act(async () => host.querySelector<HTMLButtonElement>('[aria-label="Ask again"]')?.click())
    await until(() => expect(host.textContent).toContain('tempo is stopping'))
    expect(host.querySelectorAll('tbody tr')).toHaveLength(3)
  })
})
