import { expect, it } from 'vitest'
import { createApi } from '../../../api/createApi.ts'
import exemplars from '../fixtures/prometheus-query-exemplars.json'
import { askPrometheus } from './askPrometheus.ts'
import { QueryError } from './promError.ts'
import { toExemplars } from './useExemplars.ts'

const ask = async (answer: () => Response, query = 'up') => {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push({ url: input instanceof Request ? input.url : String(input), init })
    return answer()
  }
  const signal = new AbortController().signal
  const api = createApi({ fetch, base: '/ops' })
  const result = await askPrometheus(api, { path: '/query', params: new URLSearchParams({ query }), signal }).catch(
    (error: unknown) => error,
  )
  return { result, asked }
}

it('asks under the base path, and says how fresh the answer is and what it cost', async () => {
  const headers = {
    'x-nobet-state': 'cached',
    age: '7',
    date: 'Mon, 23 Nov 2026 02:46:08 GMT',
    'server-timing': 'a;dur=1',
  }
  const { result, asked } = await ask(() => Response.json({ a: 1 }, { headers }))
  expect(asked[0]?.url).toBe('/ops/api/prometheus/api/v1/query?query=up')
  expect(result).toMatchObject({
    body: { a: 1 },
    bytes: 7,
    timing: 'a;dur=1',
    state: { freshness: 'cached', observedAt: '2026-11-23T02:46:01.000Z' },
  })
})

it('puts a long question into the body, where no address is too long', async () => {
  const { asked } = await ask(() => Response.json({}), 'x'.repeat(5_000))
  expect(asked[0]).toMatchObject({ url: '/ops/api/prometheus/api/v1/query', init: { method: 'POST' } })
})

it('gives up an answer that would fill the tab, before it has', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1_048_576
      controller.enqueue(new Uint8Array(1_048_576))
    },
  })
  const { result } = await ask(() => new Response(endless))
  expect(result).toBeInstanceOf(QueryError)
  expect(result).toMatchObject({ fault: { kind: 'too_large' } })
  expect(sent).toBeLessThan(32 * 1_048_576)
})

it('a refusal that is no JSON is still a refusal', async () => {
  const { result } = await ask(() => new Response('404 page not found', { status: 404 }))
  expect(result).toMatchObject({ fault: { kind: 'query', message: 'HTTP 404' } })
})

it('exemplars lead to their traces', () => {
  const found = toExemplars([exemplars.body])
  expect(found.exemplars.length).toBeGreaterThan(3)
  expect(found.exemplars).toContainEqual({ at: 1795369557148, value: 5, traceId: 'e3c2a546dfeb53e1bd3baeac6f9f2c12' })
  expect(found.total).toBe(found.exemplars.length)
  expect(found.exemplars.every(({ traceId }) => /^[0-9a-f]{32}$/.test(traceId))).toBe(true)
})
