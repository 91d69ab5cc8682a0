import { expect, it, vi } from 'vitest'
import { ApiError } from './apiError.ts'
import { createApi, eventsPath } from './createApi.ts'

const json = (body: unknown, init?: ResponseInit) => Response.json(body, init)
const apiWith = (answer: () => Response | Promise<Response>, base = '') => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer())
  return { fetch, api: createApi({ fetch, base }) }
}
const failureOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((caught: unknown) => caught)
  return error instanceof ApiError ? error.failure : error
}

it('asks under the base path', async () => {
  const { api, fetch } = apiWith(() => json({ sources: [] }), '/ops/nobet')
  await api.sources()
  expect(fetch.mock.calls[0]?.[0]).toBe('/ops/nobet/api/v1/sources')
})

it('marks what changes something, so that the server lets a cookie session in', async () => {
  const { api, fetch } = apiWith(() => json({}))
  await api.probe('fin/bot')
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/v1/modules/fin%2Fbot/probe')
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', headers: { 'x-nobet-request': '1' } })
})

it('tells apart nobody answering, the server refusing, and an answer that makes no sense', async () => {
  const silent = apiWith(() => Promise.reject(new TypeError('failed')))
  expect(await failureOf(silent.api.sources())).toEqual({ kind: 'unreachable' })
  const refusing = apiWith(() =>
    json({ type: 'about:blank', title: 'No', status: 403, detail: 'viewer' }, { status: 403 }),
  )
  expect(await failureOf(refusing.api.sources())).toMatchObject({
    kind: 'problem',
    status: 403,
    problem: { detail: 'viewer' },
  })
  const html = apiWith(() => new Response('<html>', { status: 502 }))
  expect(await failureOf(html.api.sources())).toEqual({ kind: 'problem', status: 502, problem: undefined })
  const strange = apiWith(() => json({ sources: 7 }))
  expect(await failureOf(strange.api.sources())).toMatchObject({ kind: 'bad_payload' })
})

it('leaves out of the query what was not asked', () => {
  expect(eventsPath({})).toBe('/api/v1/events')
  expect(eventsPath({ types: 'mcp.*', limit: 5 })).toBe('/api/v1/events?types=mcp.*&limit=5')
})
